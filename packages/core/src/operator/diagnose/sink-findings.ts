import type { Outcome, Sink } from '../../delivery/sink.ts';
import { reasonOf } from '../../errors.ts';
import type { Finding, Surroundings } from '../../lifecycle/options.ts';
import { failing, skipped, warning, well } from './finding.ts';

/** How long one question may take, in milliseconds. */
const limitMillis = 10_000;

/** Whether a sink is well configured, its receiver's name is known, its certificate trusted, and it answers. */
export async function sinkFindings(sink: Sink, { clock, env }: Required<Surroundings>): Promise<readonly Finding[]> {
  const { name, receiver, problem, dryRun } = sink;
  if (problem !== undefined) return [failing(`${name}: settings`, problem, 'Give the sink what it needs.')];
  if (dryRun === true) return [well(name, 'a dry run: nothing leaves this machine')];
  const url = receiver.url === null ? null : new URL(receiver.url);
  const settings = well(`${name}: settings`, `${receiver.company}, ${receiver.url ?? 'no address'}`);
  if (url === null) return [settings];
  // Through a proxy, neither names nor certificates are ours to look at.
  const isProxied =
    env['NODE_USE_ENV_PROXY'] === '1' && ['https_proxy', 'HTTPS_PROXY'].some((one) => (env[one] ?? '') !== '');
  if (isProxied) return [settings, await answer()];
  const dns = await dnsFinding(`${name}: DNS`, url);
  if (dns.verdict === 'failing') return [settings, dns];
  return [settings, dns, ...(url.protocol === 'https:' ? [await tlsFinding(`${name}: TLS`, url)] : []), await answer()];

  async function answer(): Promise<Finding> {
    const what = `${name}: answer`;
    if (sink.probe === undefined) return skipped(what, 'this sink has no question that sends nothing');
    const controller = new AbortController();
    const cancel = clock.after(limitMillis, () => controller.abort(new Error('no answer in time')));
    try {
      return ofOutcome(what, await sink.probe(controller.signal));
    } catch (error) {
      return failing(what, reasonOf(error), 'Report this to the maintainer of the sink.');
    } finally {
      cancel();
      await sink.close();
    }
  }
}

function ofOutcome(what: string, outcome: Outcome): Finding {
  if (outcome.status === 'accepted') return well(what, 'it takes events');
  if (outcome.status === 'rejected')
    return warning(what, outcome.why, 'It was not tried with a real event: see what the next delivery says.');
  const todo =
    outcome.fault === 'configuration'
      ? 'See that key and address are right.'
      : 'Events are kept and tried again. If it stays so, see firewall and proxy.';
  return failing(what, outcome.why, todo);
}

async function dnsFinding(what: string, { hostname }: URL): Promise<Finding> {
  const host = hostname.replace(/^\[|\]$/g, '');
  try {
    const { lookup } = await import('node:dns/promises');
    const { address } = await lookup(host);
    return well(what, `${host} is ${address}`);
  } catch (error) {
    return failing(
      what,
      `${host} is not known (${reasonOf(error)})`,
      'See the name server of this machine, or set a proxy.',
    );
  }
}

async function tlsFinding(what: string, { hostname, port }: URL): Promise<Finding> {
  const { connect } = await import('node:tls');
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: port === '' ? 443 : Number(port),
      servername: hostname,
      timeout: limitMillis,
    });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.once('secureConnect', () => end(well(what, `${socket.getProtocol() ?? 'TLS'}, its certificate is trusted`)));
    socket.once('timeout', () => end(failing(what, 'no connection in time', 'See firewall and proxy.')));
    socket.once('error', (error) =>
      end(
        failing(
          what,
          reasonOf(error),
          'Put a certificate authority of your own into NODE_EXTRA_CA_CERTS; see firewall and proxy.',
        ),
      ),
    );
  });
}
