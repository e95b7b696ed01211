import type { Consent } from '../consent/consent.ts';
import { ConfigError, reasonOf } from '../errors.ts';
import { sentence } from '../facts/shown.ts';
import { UnreadableDecisions } from '../store/unreadable.ts';
import type { Clock } from '../surroundings/clock.ts';
import { refuseWithoutLastingPlace } from './check-options.ts';
import { retry } from './retry.ts';
import type { Running } from './running.ts';
import type { Session } from './session.ts';

/** What a handle does about its telemetry that turns on or off. */
export interface OnOrOffOptions {
  readonly clock: Clock;
  /** What may wait in memory, in bytes. */
  readonly maxWaitingBytes: number;
  /** It runs: what was recorded until now is to be passed on. */
  readonly onBegun: (running: Running) => void;
  /** It is off: what was recorded until now is never sent. */
  readonly onOff: () => void;
  /** Deletes what was left waiting in the store, where nothing runs. */
  readonly purge: (session: Session) => Promise<void>;
}

/**
 * Whether the telemetry of a process is on, and what makes it turn:
 *
 * idle ──► on ◄──► held     held: decisions or the config cannot be read. Nothing is sent, deleted or collected; they are asked again.
 *      ├──► held            off:  by consent, by the operator's word here, or by a trouble of telemetry's own.
 *      └──► off             any ── close ──► closed
 *
 * Each turn has a number. Whatever was asked before a turn, and is answered only after it, is not followed. One runs at a time:
 * it begins when the one before has ended, however long that took to begin.
 */
export class OnOrOff {
  readonly #options: OnOrOffOptions;
  readonly #retry;
  #state: 'idle' | 'on' | 'held' | 'off' | 'closed' = 'idle';
  #turn = 0;
  /** The last turn to off: what was beginning before it deletes what waits, when it ends. */
  #lastOff = 0;
  #session: Session | null = null;
  #running: Running | null = null;
  /** Why telemetry is off although consent is on. */
  #trouble: string | null = null;
  #turning: Promise<unknown> = Promise.resolve();
  /** Resolves when all that ran, or was beginning, has ended. Never rejects. */
  #ended: Promise<unknown> = Promise.resolve();
  /** The last that was stopped without deleting what it had not sent. */
  #left: Promise<unknown> | null = null;

  constructor(options: OnOrOffOptions) {
    this.#options = options;
    this.#retry = retry(options.clock, () => void this.#tryAgain());
  }

  get state(): 'idle' | 'on' | 'held' | 'off' | 'closed' {
    return this.#state;
  }

  get turn(): number {
    return this.#turn;
  }

  get session(): Session | null {
    return this.#session;
  }

  get running(): Running | null {
    return this.#running;
  }

  /** Resolves when what was decided elsewhere is followed: until then nothing may run, and what is recorded waits. */
  get turning(): Promise<unknown> {
    return this.#turning;
  }

  /** What is wrong with it, for people; `null` where nothing is. */
  get problem(): string | null {
    return this.#trouble ?? this.#retry.problem;
  }

  /** Asks all places, and turns as they say. Rejects with a `ConfigError` where what the host gave contradicts itself. */
  async begin(session: Session): Promise<void> {
    this.#session = session;
    const turn = this.#turn;
    const consent = await session.decideToStart();
    if (turn !== this.#turn) return;
    const contradiction = session.contradiction(consent);
    if (contradiction !== null) throw new ConfigError('system-info-off', contradiction);
    if (!consent.heldBack) {
      for (const { source, problem } of consent.places) {
        // What is wrong with the config is said whenever it is read.
        if (problem !== null && source !== 'config') session.logger.error(`Telemetry: ${problem}`);
      }
    }
    if (consent.on) refuseWithoutLastingPlace(session.plan, session.decisions, session.options);
    await this.follow(consent, turn);
  }

  /** Turns as consent says, unless it turned since `turn`, when the places were asked. */
  async follow(consent: Consent, turn: number): Promise<void> {
    const session = this.#session;
    if (session === null || turn !== this.#turn || this.#state === 'closed') return;
    if (!consent.on) return consent.heldBack ? this.#hold(consent.reason) : this.turnOff(consent.reason);
    if (this.#state !== 'on') await this.#run(session, consent);
  }

  /** What the host gave contradicts itself, or telemetry could not begin: it is off until the restart. */
  fail(error: unknown): void {
    if (this.#state === 'closed') return;
    this.#trouble = reasonOf(error);
    this.#session?.logger.error(`Telemetry is off: ${this.#trouble}`);
    this.#retry.end();
    this.#turnTo('off');
    this.#options.onOff();
  }

  #run(session: Session, consent: Consent): Promise<void> {
    const turn = this.#turnTo('on');
    return this.#counted(this.#ended.then(() => this.#begin(session, consent, turn)));
  }

  async #begin(session: Session, consent: Consent, turn: number): Promise<void> {
    if (turn !== this.#turn) return;
    try {
      const { run } = await import('./running.ts');
      const { maxWaitingBytes } = this.#options;
      const running = await run({ session, consent, stillOn: () => this.#stillOn(turn), maxWaitingBytes });
      if (turn !== this.#turn) return void (await running.stop({ purge: this.#lastOff > turn }).catch(() => {}));
      if (this.#retry.isWaiting)
        session.logger.info('Telemetry: what could not be read is read again, and it goes on.');
      this.#retry.end();
      this.#running = running;
      this.#trouble = null;
      this.#left = null;
      this.#options.onBegun(running);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof UnreadableDecisions) return void (await this.#hold(heldBecause(error)));
      this.#retry.end();
      this.#turnTo('off');
      this.#options.onOff();
      this.#trouble = `telemetry could not begin: ${reasonOf(error)}`;
      session.logger.warn(`Telemetry is off: ${this.#trouble}`);
    }
  }

  /** Whoever begins next waits for the end of this. */
  #counted<T>(work: Promise<T>): Promise<T> {
    this.#ended = Promise.allSettled([this.#ended, work]);
    return work;
  }

  /** Stops, and deletes nothing: what is decided is not known for now. */
  async #hold(reason: string): Promise<void> {
    const why = sentence(`Telemetry is ${reason}`);
    if (!this.#retry.isWaiting) this.#session?.logger.warn(`${why} It is tried again.`);
    this.#retry.wait(why);
    this.#turnTo('held');
    await this.#stop();
  }

  async #tryAgain(): Promise<void> {
    if (this.#session === null || this.#state !== 'held') return;
    this.#turning = this.begin(this.#session).catch((error: unknown) => this.fail(error));
    await this.#turning;
  }

  /** Stops at once, and deletes what was not sent. Rejects, off all the same, where that could not be deleted. */
  async turnOff(reason: string): Promise<void> {
    const [running, left, session] = [this.#running, this.#left, this.#session];
    const wasOff = this.#state === 'off';
    this.#running = null;
    this.#left = null;
    this.#trouble = null;
    this.#retry.end();
    this.#lastOff = this.#turnTo(this.#state === 'closed' ? 'closed' : 'off');
    this.#options.onOff();
    // A logger that itself says off would be told again and again.
    if (!wasOff) session?.logger.debug(sentence(`Telemetry is ${reason}`));
    if (running !== null) await this.#counted(running.stop({ purge: true }));
    else if (left !== null && session !== null) await this.#counted(left.then(() => this.#options.purge(session)));
  }

  /** Before each delivery and each report. Turning is not awaited: the one who asks is part of what is stopped. */
  async #stillOn(turn: number): Promise<boolean> {
    if (turn !== this.#turn) return false;
    const consent = await this.#session?.decideAgain();
    if (consent === undefined || turn !== this.#turn) return false;
    this.#turning = this.#obey(consent, turn).catch(() => {});
    return consent.on;
  }

  /** What was decided just now is to be gone by, where telemetry runs. */
  async lookAgain(): Promise<void> {
    const turn = this.#turn;
    if (this.#session === null || this.#running === null) return;
    await this.#obey(await this.#session.decideAgain(), turn);
  }

  /**
   * The operator may have switched, reset the id or accepted what is new, here or from another process, or its grace is over:
   * telemetry ends, or begins again, under the new id, or with what is new.
   */
  async #obey(consent: Consent, turn: number): Promise<void> {
    if (!consent.on) return this.follow(consent, turn);
    const [running, session] = [this.#running, this.#session];
    if (running === null || session === null || (await running.isCurrent()) || turn !== this.#turn) return;
    void this.#stop();
    await this.#run(session, consent);
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    this.#left = this.#counted(running.stop({ purge: false }).catch(() => {}));
    await this.#left;
  }

  /** Ends for good. Resolves when all that ran, or was beginning, has ended. */
  async close(): Promise<void> {
    this.#retry.end();
    this.#turnTo('closed');
    await this.#stop();
    await this.#ended;
  }

  #turnTo(state: 'on' | 'held' | 'off' | 'closed'): number {
    this.#state = state;
    this.#turn += 1;
    return this.#turn;
  }
}

const heldBecause = (error: Error): string => `held back, because the decisions cannot be read: ${error.message}`;
