import type { Consent } from '../../consent/consent.ts';
import { whyNoSinks } from '../../delivery/choose-sinks.ts';
import { strongerIdentity } from '../../identity/settle-machine-id.ts';
import { standingFor } from '../../lifecycle/notice-keeper.ts';
import type { Finding } from '../../lifecycle/options.ts';
import type { Standing } from '../../lifecycle/standing.ts';
import { knownIdentity, type Desk } from '../desk.ts';
import { configFindings, heldBackUntilMended } from './config-findings.ts';
import { deliveryFindings } from './delivery-findings.ts';
import { failing, skipped, warning, well } from './finding.ts';
import { guardFindings } from './guard-findings.ts';
import { proxyFindings } from './proxy-findings.ts';
import { sinkFindings } from './sink-findings.ts';
import { storeFindings } from './store-findings.ts';

/** Looks at all that telemetry needs. Contacts nobody to whom nothing may be sent, unless it is told to. Never rejects. */
export async function diagnose(desk: Desk, { contact }: { readonly contact: boolean }): Promise<readonly Finding[]> {
  const { session } = desk;
  const consent = await session.decide();
  const { sinks = [] } = session.options;
  const troubles = consent.places.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  const contradiction = session.contradiction(consent);
  const local: readonly Finding[] = [
    ...(consent.heldBack ? [] : [well('consent', `telemetry is ${consent.reason}`)]),
    ...troubles.map((problem) =>
      failing('consent', problem, consent.heldBack ? heldBackUntilMended : 'Mend it, or telemetry stays off.'),
    ),
    ...(contradiction === null ? [] : [failing('config', contradiction, 'Change one of the two.')]),
    ...(await storeFindings(desk)),
    ...(consent.on ? await deliveryFindings(desk) : []),
    ...configFindings(session),
    ...(await identityFindings(desk)),
    ...(await guardFindings(session)),
    clockFinding(session.surroundings.clock.now()),
    ...proxyFindings(session.options.sinks, session.surroundings.env),
  ];
  if (sinks.length === 0) {
    return [...local, sinksFinding(whyNoSinks(session.options.sinks))];
  }
  const why = contact ? null : whyHeld(consent, await standingFor(session));
  const ofSinks = await Promise.all(
    sinks.map((sink) =>
      why === null || sink.dryRun === true || sink.problem !== undefined
        ? sinkFindings(sink, session.surroundings, { isInUse: desk.running !== null })
        : Promise.resolve([
            skipped(sink.name, `${why}, and so nobody is contacted: doctor --contact does it all the same`),
          ]),
    ),
  );
  return [...local, ...ofSinks.flat()];
}

async function identityFindings(desk: Desk): Promise<readonly Finding[]> {
  const { weakness } = await knownIdentity(desk);
  return weakness === null ? [] : [warning('identity', weakness, strongerIdentity)];
}

const sinksFinding = (why: string | null): Finding =>
  why === null
    ? warning('sinks', 'none is known here', 'Name the ones that the application gives to start.')
    : skipped('sinks', why);

/** Why nothing may be sent yet; `null` where it may. */
function whyHeld({ on }: Consent, { sendsFrom }: Standing): string | null {
  if (!on) return 'telemetry is off';
  if (sendsFrom === null) return null;
  return Number.isFinite(sendsFrom)
    ? `nothing is sent before ${new Date(sendsFrom).toISOString()}`
    : 'the notice was not shown yet';
}

/** Long before this was written, or long after it. */
const [earliest, latest] = [Date.UTC(2025, 0, 1), Date.UTC(2100, 0, 1)];

function clockFinding(now: number): Finding {
  const seen = new Date(now).toISOString();
  if (now >= earliest && now < latest) return well('clock', seen);
  return failing('clock', `it says ${seen}`, 'Set the clock of this machine: events carry its time.');
}
