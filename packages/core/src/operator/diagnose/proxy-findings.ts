import { proxyRoute, receiversOf } from '../../delivery/proxy-route.ts';
import type { Sink } from '../../delivery/sink.ts';
import type { Finding } from '../../lifecycle/options.ts';
import type { Environment } from '../../surroundings/environment.ts';
import { failing, warning, well } from './finding.ts';

/** Whether a proxy is set, and used, for each receiver. What holds of several is said once. */
export function proxyFindings(sinks: readonly Sink[] | undefined, env: Environment): readonly Finding[] {
  const routes = receiversOf(sinks).map((url) => proxyRoute(url, env));
  const findings = routes.flatMap(({ seen, problem, warnings }): readonly Finding[] => [
    problem === null ? well('proxy', seen) : failing('proxy', problem.seen, problem.todo),
    ...warnings.map((one) => warning('proxy', one.seen, one.todo)),
  ]);
  return [...new Map(findings.map((finding) => [finding.seen, finding])).values()];
}
