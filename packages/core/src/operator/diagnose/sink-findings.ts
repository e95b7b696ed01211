import { parseOutcome } from '../../delivery/parse-outcomes.ts';
import { proxyRoute, type ProxyRoute } from '../../delivery/proxy-route.ts';
import { shownSink } from '../../delivery/shown-sink.ts';
import type { Outcome, Sink } from '../../delivery/sink.ts';
import { codeIn, reasonOf } from '../../errors.ts';
import { brief } from '../../facts/shown.ts';
import type { Finding, Surroundings } from '../../lifecycle/options.ts';
import { adviceOn } from './advice.ts';
import { failing, skipped, warning, well } from './finding.ts';

/** How long one question may take, in milliseconds. */
const limitMillis = 10_000;

/** Whether a sink is well configured, its receiver's name is known, its certificate trusted, and it answers. Never rejects. */
export async function sinkFindings(
  sink: Sink,
  { clock, env }: Required<Surroundings>,
  { isInUse }: { readonly isInUse: boolean },
): Promise<readonly Finding[]> {
  const { name, receiver, problem } = shownSink(sink);
  const { dryRun } = sink;
  if (problem !== null) return [failing(`${name}: settings`, problem, 'Give the sink what it needs.')];
  if (dryRun === true) return [well(name, 'a dry run: nothing leaves this machine')];
  const settings = well(`${name}: settings`, `${receiver.company}, ${receiver.url ?? 'no address'}`);
  if (receiver.url === null) return [settings];
  if (!URL.canParse(receiver.url)) return [settings, await answer()];
  const url = new URL(receiver.url);
  const route = proxyRoute(url, env);
  // Through a proxy, neither names nor certificates are ours to look at.
  if (route.kind !== 'direct') return [settings, throughProxy(await answer(), route)];
  const dns = await dnsFinding(`${name}: DNS`, url);
  if (dns.verdict === 'failing') return [settings, dns];
  return [settings, dns, ...(url.protocol === 'https:' ? [await tlsFinding(`${name}: TLS`, url)] : []), await answer()];

  async function answer(): Promise<Finding> {
    const what = `${name}: answer`;
    if (sink.probe === undefined) return skipped(what, 'this sink has no question that sends nothing');
    const controller = new AbortController();
    const cancel = clock.after(limitMillis, () => controller.abort(new Error('no answer in time')));
    try {
      return ofOutcome(what, parseOutcome(await sink.probe(controller.signal)));
    } catch (error) {
      const seen = brief(reasonOf(error));
      return failing(what, seen, adviceOn(seen) ?? 'Report this to the maintainer of the sink.');
    } finally {
      cancel();
      // One that delivers here is closed by whoever started it.
      if (!isInUse) await Promise.allSettled([closed(sink)]);
    }
  }
}

/** Where there is no answer, it is the proxy that does not answer, or it says that it may not. */
function throughProxy(answer: Finding, { variable }: ProxyRoute): Finding {
  if (answer.verdict !== 'failing') return answer;
  if (/\(proxy, 407\)/.test(answer.seen)) {
    return { ...answer, todo: `Put user and password into ${variable}: http://USER:PASSWORD@HOST:PORT.` };
  }
  const isOnTheWay = /^(?:no answer from|answered by something between)/.test(answer.seen);
  return isOnTheWay
    ? { ...answer, todo: `See that ${variable} names a proxy that is there and lets it through.` }
    : answer;
}

/** As resolvers and sockets take it: an address in IPv6 has no brackets. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** A sink may throw before it gives a promise. */
const closed = async (sink: Sink): Promise<void> => sink.close();

function ofOutcome(what: string, outcome: Outcome | null): Finding {
  if (outcome === null)
    return failing(what, 'it gave something that is no outcome', 'Report this to the maintainer of the sink.');
  if (outcome.status === 'accepted') return well(what, 'it takes events');
  const { why } = outcome;
  if (outcome.status === 'rejected')
    return warning(what, why, 'It was not tried with a real event: see what the next delivery says.');
  const advice = adviceOn(why);
  if (outcome.fault === 'configuration') return failing(what, why, advice ?? 'See that key and address are right.');
  return failing(what, why, `Events are kept and tried again. ${advice ?? 'If it stays so, see firewall and proxy.'}`);
}

async function dnsFinding(what: string, url: URL): Promise<Finding> {
  const host = hostOf(url);
  try {
    const { lookup } = await import('node:dns/promises');
    const { address } = await lookup(host);
    return well(what, `${host} is ${address}`);
  } catch (error) {
    const seen = `${host} is not known (${reasonOf(error)})`;
    return failing(what, seen, adviceOn(seen) ?? 'See the name server of this machine, or set a proxy.');
  }
}

async function tlsFinding(what: string, url: URL): Promise<Finding> {
  const [{ connect }, { isIP }] = await Promise.all([import('node:tls'), import('node:net')]);
  const host = hostOf(url);
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: url.port === '' ? 443 : Number(url.port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      timeout: limitMillis,
    });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.once('secureConnect', () => end(well(what, `${socket.getProtocol() ?? 'TLS'}, its certificate is trusted`)));
    socket.once('timeout', () => end(failing(what, 'no connection in time', 'See firewall and proxy.')));
    socket.once('error', (error) => {
      const [reason, code] = [reasonOf(error), codeIn(error)];
      const seen = code === null || reason.includes(code) ? reason : `${reason} (${code})`;
      end(failing(what, seen, adviceOn(seen) ?? 'See firewall and proxy.'));
    });
  });
}
