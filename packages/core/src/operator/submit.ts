import { whyNoSinks } from '../delivery/choose-sinks.ts';
import { deliveriesTo, type Deliveries } from '../delivery/deliveries.ts';
import { shownSink } from '../delivery/shown-sink.ts';
import type { Sink } from '../delivery/sink.ts';
import { submitWindow, type SubmitWindow } from '../delivery/submit-window.ts';
import { brief, sentence } from '../facts/shown.ts';
import { lookAt, type Look } from '../lifecycle/look-at.ts';
import { standingFor } from '../lifecycle/notice-keeper.ts';
import type { SinkSubmission, Submission, SubmitOptions } from '../lifecycle/options.ts';
import { reportPeriod } from '../lifecycle/report-schedule.ts';
import { healthy, type Store } from '../store/store.ts';
import type { Clock } from '../surroundings/clock.ts';
import { knownIdentity, storeMillis, withStore, type Desk } from './desk.ts';

/** How often it is looked how far a submission is, in milliseconds. */
const lookMillis = 200;
/** How often another process is asked again that may have begun to deliver only since. */
const askMillis = 5000;
const usualTimeoutMillis = 300_000;

/** Delivers now, here or where telemetry runs. */
export async function submit(desk: Desk, how: SubmitOptions): Promise<Submission> {
  const { session } = desk;
  const consent = await session.decide();
  const nothing = { consent, elsewhere: false, sinks: [] };
  if (!consent.on) {
    const reason = `${sentence(`Telemetry is ${consent.reason}`)} Nothing was sent.`;
    return { ...nothing, result: consent.heldBack ? 'failed' : 'off', reason };
  }
  const sinks = (session.options.sinks ?? []).filter((sink) => shownSink(sink).problem === null);
  if (sinks.length === 0) return { ...nothing, result: 'failed', reason: whyNoSink(session.options.sinks ?? []) };
  const limitMillis = (how.timeoutMillis ?? usualTimeoutMillis) + storeMillis;
  const submission = await withStore(desk, (store) => submitFrom({ ...desk, store, sinks, how }), limitMillis);
  return submission === null
    ? { ...nothing, result: 'nothing', reason: 'Nothing was recorded yet.' }
    : { consent, ...submission };
}

function whyNoSink(sinks: readonly Sink[]): string {
  const [first] = sinks;
  if (first === undefined) {
    return whyNoSinks(sinks) ?? 'No sink is known here: name the ones that the application gives to start.';
  }
  const { name, problem } = shownSink(first);
  return `Nothing can be sent to ${name}: ${problem}`;
}

const heldUntil = (millis: number): string =>
  Number.isFinite(millis)
    ? `Nothing is sent before ${new Date(millis).toISOString()}, so that its notice can be read first. To not wait: acknowledge.`
    : 'Nothing is sent before the application has shown its notice. Start it, or: acknowledge.';

interface Work extends Desk {
  readonly store: Store;
  readonly sinks: readonly Sink[];
  readonly how: SubmitOptions;
}

async function submitFrom(work: Work): Promise<Omit<Submission, 'consent'>> {
  const { store, running, how, session } = work;
  const { clock } = session.surroundings;
  // A sink that the store does not know starts at the present: nothing waits for it.
  const known = Object.keys((await store.counts()).sinks);
  const sinks = work.sinks.filter(({ name }) => known.includes(name));
  const before = await lookAt(store, sinks);
  if (waitingIn(before, sinks) === 0)
    return { result: 'nothing', reason: 'Nothing waits.', elsewhere: false, sinks: [] };
  const { sendsFrom } = await standingFor(session);
  if (sendsFrom !== null) {
    const result = how.ifDue === true ? 'nothing' : 'failed';
    return { result, reason: heldUntil(sendsFrom), elsewhere: false, sinks: [] };
  }

  const window = running === null ? await windowOf(work) : running.window;
  const deliveries = running?.deliveries ?? ownDeliveries({ ...work, sinks }, window);
  const urgency = { backoff: how.ifDue !== true, window: how.ifDue !== true };
  const begun = clock.now();
  const limit = limitOf(clock, how.timeoutMillis ?? usualTimeoutMillis);
  let mine = false;
  let ended = false;
  let asked = Number.NEGATIVE_INFINITY;

  /** Delivers, or has it done: true when there is no more to do here. */
  async function step(): Promise<boolean> {
    const drained = await Promise.race([deliveries.drain(urgency), limit.over]);
    // Whoever has not the right to deliver is told so at once.
    mine = drained ?? asked === Number.NEGATIVE_INFINITY;
    if (mine || how.ifDue === true) return true;
    if (clock.now() - asked >= askMillis) {
      asked = clock.now();
      await store.requestDelivery();
    }
    const look = await lookAt(store, sinks);
    return waitingIn(look, sinks) === 0 || hasFailedSince(look, begun) || limit.isOver();
  }

  /** What a listener throws is no trouble of the submission. */
  function tellOf(look: Look): void {
    try {
      how.onProgress?.({ done: doneIn(look, sinks) - doneIn(before, sinks), waiting: waitingIn(look, sinks) });
    } catch {
      // a terminal may be gone
    }
  }

  async function tell(): Promise<void> {
    while (!ended && how.onProgress !== undefined) {
      tellOf(await lookAt(store, sinks));
      await pause(clock, lookMillis);
    }
  }

  const telling = tell().catch(() => {});
  try {
    while (!(await step())) await pause(clock, lookMillis);
  } finally {
    ended = true;
    limit.end();
    if (running === null) {
      await deliveries.stop();
      await Promise.allSettled(sinks.map(async (sink) => sink.close()));
    }
  }
  const after = await lookAt(store, sinks);
  tellOf(after);
  void telling;
  const became = sinks.map((sink) => submissionOf(sink, before, after));
  const verdict = verdictOn({ became, ifDue: how.ifDue === true && !limit.isOver(), after, window, now: clock.now() });
  return { ...verdict, elsewhere: !mine, sinks: became.map((one) => ({ ...one, name: brief(one.name) })) };
}

/** Time that something may take. */
interface Limit {
  /** Resolves with `null` when it is over. */
  readonly over: Promise<null>;
  isOver(): boolean;
  end(): void;
}

/** Counted by a timer, so that a clock that is set does not change it. */
function limitOf(clock: Clock, millis: number): Limit {
  let isOver = false;
  let end = (): void => {};
  const over = new Promise<null>((resolve) => {
    end = clock.after(millis, () => {
      isOver = true;
      resolve(null);
    });
  });
  return { over, isOver: () => isOver, end: () => end() };
}

interface Outcome {
  readonly became: readonly SinkSubmission[];
  readonly ifDue: boolean;
  readonly after: Look;
  readonly window: SubmitWindow | null;
  readonly now: number;
}

function verdictOn({ became, ifDue, after, window, now }: Outcome): Pick<Submission, 'result' | 'reason'> {
  const done = became.reduce((sum, { accepted, rejected }) => sum + accepted + rejected, 0);
  const left = became.filter(({ waiting }) => waiting > 0);
  const failing = left.find(({ name }) => (after.healths.get(name) ?? healthy).state !== 'healthy');
  if (failing !== undefined) {
    const [wait, they] = failing.waiting === 1 ? ['waits', 'It is'] : ['wait', 'They are'];
    const answer = failing.lastAnswer ?? 'no answer';
    const reason = `${failing.waiting} still ${wait} for ${brief(failing.name)}: ${answer}. ${they} kept and tried again.`;
    return { result: ifDue && done === 0 ? 'nothing' : 'failed', reason };
  }
  if (left.length === 0) return { result: 'submitted', reason: 'Nothing waits any longer.' };
  if (!ifDue) return { result: 'failed', reason: 'Not all was sent in time. The rest is kept and tried again.' };
  const held = window === null ? '' : `; what is held leaves at ${new Date(window.nextAt(now)).toISOString()}`;
  return { result: done > 0 ? 'submitted' : 'nothing', reason: `No more is due${held}.` };
}

function ownDeliveries({ session, store, sinks }: Work, window: SubmitWindow | null): Deliveries {
  const { clock, random } = session.surroundings;
  return deliveriesTo({
    sinks,
    store,
    clock,
    random,
    logger: session.logger,
    window,
    outageLogLevel: session.options.outageLogLevel ?? 'debug',
    allowedFrom: async () => ((await session.decideAgain()).on ? ((await standingFor(session)).sendsFrom ?? 0) : null),
    nextSlotAt: (now) => now,
    periodMillis: reportPeriod(session.plan.report),
    onSettled: () => {},
  });
}

async function windowOf(work: Work): Promise<SubmitWindow | null> {
  const { plan } = work.session;
  const { installation } = await knownIdentity(work);
  return plan.submit === undefined || installation === null ? null : submitWindow(plan.submit.everyHours, installation);
}

const waitingIn = ({ counts }: Look, sinks: readonly Sink[]): number =>
  sinks.reduce((sum, { name }) => sum + (counts.sinks[name]?.waiting ?? 0), 0);

const doneIn = ({ counts }: Look, sinks: readonly Sink[]): number =>
  sinks.reduce((sum, { name }) => sum + (counts.sinks[name]?.accepted ?? 0) + (counts.sinks[name]?.rejected ?? 0), 0);

const hasFailedSince = ({ healths }: Look, time: number): boolean =>
  [...healths.values()].some(({ state, lastAnswerAt }) => state !== 'healthy' && (lastAnswerAt ?? 0) >= time);

function submissionOf(sink: Sink, before: Look, after: Look): SinkSubmission {
  const { name } = sink;
  const [old, now] = [before.counts.sinks[name], after.counts.sinks[name]];
  return {
    name,
    receiver: shownSink(sink).receiver,
    accepted: (now?.accepted ?? 0) - (old?.accepted ?? 0),
    rejected: (now?.rejected ?? 0) - (old?.rejected ?? 0),
    waiting: now?.waiting ?? 0,
    lastAnswer: after.healths.get(name)?.lastAnswer ?? null,
  };
}

const pause = (clock: Clock, millis: number): Promise<void> =>
  new Promise((resolve) => clock.after(millis, () => resolve()));
