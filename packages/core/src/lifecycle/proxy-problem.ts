import type { Environment } from '../surroundings/environment.ts';

/** What of a running Node decides whether it uses a proxy. */
export interface RunningNode {
  /** `24.5.0`. */
  readonly version: string;
  /** Its own arguments, those before the script. */
  readonly execArgv: readonly string[];
}

/**
 * What to say where a proxy is set and Node ignores it; `null` where all is well. Node uses `HTTPS_PROXY` when
 * `NODE_USE_ENV_PROXY` is 1, or with `--use-env-proxy`, since 22.21 and 24.5:
 * https://nodejs.org/api/cli.html#node_use_env_proxy1
 */
export function proxyProblem(env: Environment, node: RunningNode = thisNode()): string | null {
  const variable = ['https_proxy', 'HTTPS_PROXY'].find((name) => isSet(env[name]));
  if (variable === undefined || isForNobody(env)) return null;
  if (!canUseProxy(node.version)) {
    return `${variable} is set, and Node ${node.version} ignores it: use Node 22.21, 24.5 or newer.`;
  }
  if (isToldTo(env, node.execArgv)) return null;
  return `${variable} is set and ignored: set NODE_USE_ENV_PROXY=1 as well, and Node will use the proxy.`;
}

const thisNode = (): RunningNode => ({ version: process.versions.node, execArgv: process.execArgv });

const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== '';

/** `NO_PROXY=*`: the proxy is not to be used, and ignoring it is right. */
const isForNobody = (env: Environment): boolean => ['no_proxy', 'NO_PROXY'].some((name) => env[name]?.trim() === '*');

function canUseProxy(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

/** Node takes 1 for yes, and nothing else. */
function isToldTo(env: Environment, execArgv: readonly string[]): boolean {
  const given = [...execArgv, ...(env['NODE_OPTIONS'] ?? '').split(/\s+/)];
  return env['NODE_USE_ENV_PROXY'] === '1' || given.includes('--use-env-proxy');
}
