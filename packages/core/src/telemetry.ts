import type { Consent } from './consent/consent.ts';
import { waysToSayOff } from './consent/ways-to-say-off.ts';
import { reasonOf } from './errors.ts';
import { many } from './facts/many.ts';
import { systemMachine } from './facts/system-machine.ts';
import { checkOptions } from './lifecycle/check-options.ts';
import { earlyBuffer, type EarlyBuffer } from './lifecycle/early-buffer.ts';
import { OnOrOff } from './lifecycle/on-or-off.ts';
import { keepWord, notBegun, notDeleted, offNotKept, problemOf } from './lifecycle/operators-word.ts';
import type {
  LookOptions,
  NotSwitched,
  StartOptions,
  Status,
  Surroundings,
  Switched,
  Telemetry,
  TelemetryOptions,
} from './lifecycle/options.ts';
import { nameOf, recordedOf, tooMuchWaits } from './lifecycle/recorded.ts';
import type { Running } from './lifecycle/running.ts';
import { sessionOf, type Session } from './lifecycle/session.ts';
import { within } from './lifecycle/within.ts';
import { OperatorVerbs } from './operator-verbs.ts';
import type { Desk } from './operator/desk.ts';
import type { Events, Plan } from './plan/plan.ts';
import type { Values } from './plan/values.ts';
import { systemClock } from './surroundings/clock.ts';
import { held } from './surroundings/held.ts';
import { inTime } from './surroundings/in-time.ts';
import { systemRandom } from './surroundings/random.ts';
import { waits } from './surroundings/waits.ts';

/**
 * The telemetry of a host, usable at once. It does nothing before `start`, and nothing but wait in memory what is
 * recorded until then. Throws a `RangeError` where `maxWaitingBytes` is no whole number from 1.
 *
 * @example
 * const telemetry = createTelemetry(plan);
 * await telemetry.start({ serviceVersion: '13.0.0', config, store: memoryStore(), sinks: [posthogSink({ key })] });
 */
export function createTelemetry<E extends Events, C extends Values, G extends Values>(
  plan: Plan<E, C, G>,
  given: TelemetryOptions = {},
): Telemetry<E, C, G> {
  const {
    clock = systemClock,
    random = systemRandom,
    env = process.env,
    machine = systemMachine({ clock, env }),
    maxWaitingBytes = 8 * 1024 * 1024,
  } = given;
  if (!Number.isSafeInteger(maxWaitingBytes) || maxWaitingBytes < 1) {
    throw new RangeError(
      `Failed to create telemetry: maxWaitingBytes is ${String(maxWaitingBytes)}. Give a whole number from 1.`,
    );
  }
  const surroundings: Required<Surroundings> = { clock, random, env, machine };
  return new Handle(plan, surroundings, maxWaitingBytes);
}

const startMillis = 10_000;
const closeMillis = 500;
const flushMillis = 30_000;
/** What `close` may take beyond its limit, to let go of what did not end by itself. */
const stopMillis = 40;

/** The face of a host's telemetry. Whether it is on, and what makes it turn, is {@link OnOrOff}. */
class Handle<E extends Events, C extends Values, G extends Values> extends OperatorVerbs implements Telemetry<E, C, G> {
  readonly plan: Plan<E, C, G>;
  protected readonly surroundings: Required<Surroundings>;
  readonly #early: EarlyBuffer;
  readonly #onOrOff: OnOrOff;
  #starting: Promise<void> | null = null;
  /** The whole of a start, however long it takes. */
  #beginning: Promise<unknown> = Promise.resolve();
  /** Why it has not begun yet, although `start` is done. */
  #late: string | null = null;
  #closing: Promise<void> | null = null;
  /** The operator's last word to this handle, where it is off: `here` until it is kept. */
  #saidOff: 'here' | 'kept' | null = null;
  /** How often off was said: a word for on that is still to be followed is then out of date. */
  #offs = 0;
  /** Resolves when the operator's words until now are followed. Never rejects. */
  #switching: Promise<unknown> = Promise.resolve();
  /** What keeps the process alive as long as it is awaited. */
  readonly #holds = waits();
  /** What waits for telemetry to begin or to deliver, which it does no more when it is off. */
  readonly #hopes = waits();

  constructor(plan: Plan<E, C, G>, surroundings: Required<Surroundings>, maxWaitingBytes: number) {
    super();
    this.#early = earlyBuffer(maxWaitingBytes, (name) => Object.hasOwn(plan.events ?? {}, name));
    this.plan = plan;
    this.surroundings = surroundings;
    this.#onOrOff = new OnOrOff({
      clock: surroundings.clock,
      maxWaitingBytes,
      onBegun: (running) => this.#passOn(running),
      onOff: () => void this.#early.take(),
      purge: (session) => this.#purge({ session, running: null }),
    });
  }

  get #state(): OnOrOff['state'] {
    return this.#onOrOff.state;
  }

  get #running(): Running | null {
    return this.#onOrOff.running;
  }

  get id(): string | null {
    return this.#running?.id ?? null;
  }

  start(options: StartOptions<C, G>): Promise<void> {
    this.#starting ??= this.hold(this.#start(options)).catch((error: unknown) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  async #start(options: StartOptions<C, G>): Promise<void> {
    checkOptions(options);
    if (this.#state === 'closed') return;
    const { startTimeoutMillis = startMillis } = options;
    const session = this.#sessionOf(options);
    const beginning = this.#onOrOff.begin(session);
    const settled = beginning.catch(() => {});
    this.#beginning = settled;
    if (await inTime(this.#hopes.until(beginning), startTimeoutMillis, this.surroundings.clock)) return;
    this.#late = `telemetry has not begun within ${many(startTimeoutMillis / 1000, 'second')}, and goes on to try`;
    session.logger.warn(
      `Telemetry: it has not begun within ${many(startTimeoutMillis / 1000, 'second')}, and goes on to try.`,
    );
    void settled.then(() => (this.#late = null));
    // Nobody is left whom it could be thrown at.
    beginning.catch((error: unknown) => this.#onOrOff.fail(error));
  }

  #passOn(running: Running): void {
    this.#saidOff = null;
    const { early, counted, dropped } = this.#early.take();
    for (const recorded of early) running.record(recorded);
    for (const { name, by } of counted) running.count(name, by);
    running.drop(dropped, tooMuchWaits);
  }

  /** What happens while it is off is never sent, also where it is on later. */
  get #isDeaf(): boolean {
    return this.#state === 'off' || this.#state === 'closed' || this.#saidOff !== null;
  }

  /** An arrow, so that it does not throw where a host hands it on without its handle. */
  readonly record = (name: string, properties: object): void => {
    if (this.#isDeaf) return;
    try {
      const recorded = recordedOf(name, properties, this.surroundings.clock.now());
      if (this.#running === null) this.#early.add(recorded);
      else this.#running.record(recorded);
    } catch (error) {
      // A clock of the host's own may throw.
      this.#running?.drop(1, `${reasonOf(error)}.`);
    }
  };

  readonly count = (name: string, by = 1): void => {
    if (this.#isDeaf) return;
    // What cannot be counted is seen where all else is that the plan does not allow.
    if (!Number.isSafeInteger(by) || by < 1) return this.record(name, {});
    try {
      if (this.#running === null) this.#early.count(nameOf(name), by);
      else this.#running.count(nameOf(name), by);
    } catch (error) {
      // As with `record`.
      this.#running?.drop(1, `${reasonOf(error)}.`);
    }
  };

  async flush(options: { readonly to?: 'store' | 'sinks'; readonly timeoutMillis?: number } = {}): Promise<void> {
    await within(options.timeoutMillis ?? flushMillis, this.#hopes.until(this.#flush(options.to ?? 'sinks')));
  }

  async #flush(to: 'store' | 'sinks'): Promise<void> {
    await this.#beginning;
    await this.#onOrOff.turning;
    await this.#running?.flush(to);
  }

  close({ timeoutMillis = closeMillis }: { readonly timeoutMillis?: number } = {}): Promise<void> {
    this.#closing ??= this.#close(timeoutMillis);
    return this.#closing;
  }

  async #close(timeoutMillis: number): Promise<void> {
    await within(timeoutMillis, Promise.all([this.#switching, this.#flush('sinks')]));
    const closed = this.#onOrOff.close();
    this.#early.take();
    await within(stopMillis, closed);
    this.#hopes.end();
    this.#holds.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async status(options: LookOptions = {}): Promise<Status> {
    const { statusOf } = await import('./operator/status.ts');
    const { session, running } = this.desk(options);
    const trouble = this.#onOrOff.problem ?? this.#late;
    return this.hold(statusOf(session, { state: stateInWords[this.#state], running, trouble }));
  }

  #sessionOf(options: LookOptions): Session {
    return sessionOf(this.plan, options, this.surroundings, () => this.#saidOff === 'here');
  }

  protected desk(options: LookOptions): Desk {
    const session = this.#onOrOff.session ?? this.#sessionOf(options);
    return { session: { ...session, decisions: session.answeringDecisions }, running: this.#running };
  }

  protected async followDecisions(): Promise<void> {
    await problemOf(this.#onOrOff.lookAgain(), this.surroundings.clock);
  }

  protected hold<T>(work: Promise<T>): Promise<T> {
    held(this.#holds.until(work)).catch(() => {});
    return work;
  }

  /** Waits for an off that is not done: it deletes what waits, and not what is recorded after this word. */
  on(options: LookOptions = {}): Promise<Switched> {
    const offs = this.#offs;
    const done = this.#switching.then(() => this.#turnOn(this.desk(options), () => offs !== this.#offs));
    this.#switching = Promise.allSettled([done]);
    return this.hold(done);
  }

  async #turnOn({ session }: Desk, isOutdated: () => boolean): Promise<Switched> {
    const outdated = async (): Promise<Switched> =>
      switched(await session.decide(), 'it was switched off again since', { kept: false });
    if (isOutdated()) return outdated();
    this.#saidOff = null;
    const unkept = await keepWord(session, 'on');
    const { turn } = this.#onOrOff;
    const consent = await session.decide();
    if (isOutdated()) return outdated();
    const contradiction = session.contradiction(consent);
    const followed = contradiction === null ? this.#onOrOff.follow(consent, turn) : Promise.resolve();
    const unfollowed = await problemOf(followed, this.surroundings.clock);
    if (isOutdated()) return outdated();
    const left = consent.on ? notBegun(unfollowed) : notDeleted(unfollowed);
    const notKept = unkept === null ? null : `the decision could not be kept: ${unkept}`;
    const off = consent.on ? this.#onOrOff.problem : consent.reason;
    return switched(consent, notKept ?? left ?? contradiction ?? off, { kept: unkept === null });
  }

  off(options: LookOptions = {}): Promise<Switched> {
    const done = this.#turnOff(this.desk(options));
    this.#switching = Promise.allSettled([this.#switching, done]);
    return this.hold(done);
  }

  /** Ends it here at once, and only then sees whether that can be kept: a lock or a disk may take its time. */
  async #turnOff(desk: Desk): Promise<Switched> {
    const { session, running } = desk;
    const { clock } = this.surroundings;
    this.#saidOff = 'here';
    this.#offs += 1;
    this.#early.take();
    this.#hopes.end();
    const isStarted = this.#onOrOff.session !== null;
    const stopped = isStarted ? this.#onOrOff.turnOff("off, because that is the operator's word") : Promise.resolve();
    const { turn } = this.#onOrOff;
    const stopping = problemOf(stopped, clock);
    const unkept = await keepWord(session, 'off');
    const isStill = this.#saidOff === 'here' && turn === this.#onOrOff.turn;
    // Decisions that end with their session are none for the next.
    if (unkept === null && session.decisions.lasting && isStill) this.#saidOff = 'kept';
    // What another process, or an earlier one, left waiting.
    const isLeft = running === null && (unkept === null || isStarted);
    const left = notDeleted((await stopping) ?? (isLeft ? await problemOf(this.#purge(desk), clock) : null));
    const consent = await session.decide();
    const reason = unkept === null ? left : offNotKept(this.plan, unkept, isStarted);
    const ways = unkept === null ? [] : waysToSayOff(this.plan);
    return switched(consent, reason ?? (consent.on ? consent.reason : null), { kept: unkept === null, ways });
  }

  async #purge(desk: Desk): Promise<void> {
    const { erase } = await import('./operator/erase.ts');
    await erase(desk, 'unsent');
  }
}

/** While it is held back nothing is collected for good and nothing is sent, and so it is off. */
const stateInWords = {
  idle: 'not started',
  on: 'on',
  held: 'off',
  off: 'off',
  closed: 'closed',
} as const satisfies Readonly<Record<OnOrOff['state'], Status['state']>>;

const switched = (
  consent: Consent,
  reason: string | null,
  { kept, ways = [] }: Partial<NotSwitched> & Pick<NotSwitched, 'kept'>,
): Switched => (reason === null ? { ok: true, consent } : { ok: false, reason, consent, kept, ways });
