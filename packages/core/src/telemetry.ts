import type { Consent } from './consent/consent.ts';
import { ConfigError, reasonOf } from './errors.ts';
import { systemMachine } from './facts/system-machine.ts';
import { checkOptions, refuseWithoutLastingPlace } from './lifecycle/check-options.ts';
import { earlyBuffer } from './lifecycle/early-buffer.ts';
import type { LookOptions, StartOptions, Status, Surroundings, Switched, Telemetry } from './lifecycle/options.ts';
import type { Running } from './lifecycle/running.ts';
import { sessionOf, type Session } from './lifecycle/session.ts';
import { within } from './lifecycle/within.ts';
import { OperatorVerbs } from './operator-verbs.ts';
import type { Desk } from './operator/desk.ts';
import type { Events, Plan } from './plan/plan.ts';
import type { Values } from './plan/values.ts';
import { systemClock } from './surroundings/clock.ts';
import { held } from './surroundings/held.ts';
import { systemRandom } from './surroundings/random.ts';

/**
 * The telemetry of a host, usable at once. It does nothing before `start`, and nothing but wait in memory what is
 * recorded until then.
 *
 * @example
 * const telemetry = createTelemetry(plan);
 * await telemetry.start({ serviceVersion: '13.0.0', config, store: memoryStore(), sinks: [posthogSink({ key })] });
 */
export function createTelemetry<E extends Events, C extends Values, G extends Values>(
  plan: Plan<E, C, G>,
  given: Surroundings = {},
): Telemetry<E, C, G> {
  const {
    clock = systemClock,
    random = systemRandom,
    env = process.env,
    machine = systemMachine({ clock, env }),
  } = given;
  const surroundings: Required<Surroundings> = { clock, random, env, machine };
  return new Handle(plan, surroundings);
}

const closeMillis = 500;
const flushMillis = 30_000;
/** What `close` may take beyond its limit, to let go of what did not end by itself. */
const stopMillis = 40;

/**
 * idle ── start ──► on ◄── on() ── off() ──► off      any ── close ──► closed
 *              └──► off (consent, or a trouble of telemetry's own)
 */
class Handle<E extends Events, C extends Values, G extends Values> extends OperatorVerbs implements Telemetry<E, C, G> {
  readonly plan: Plan<E, C, G>;
  protected readonly surroundings: Required<Surroundings>;
  readonly #early = earlyBuffer();
  #state: 'idle' | 'on' | 'off' | 'closed' = 'idle';
  #session: Session | null = null;
  #running: Running | null = null;
  #starting: Promise<void> | null = null;
  #closing: Promise<void> | null = null;
  /** Why telemetry is off although consent is on. */
  #trouble: string | null = null;

  constructor(plan: Plan<E, C, G>, surroundings: Required<Surroundings>) {
    super();
    this.plan = plan;
    this.surroundings = surroundings;
  }

  get id(): string | null {
    return this.#running?.id ?? null;
  }

  start(options: StartOptions<C, G>): Promise<void> {
    this.#starting ??= held(this.#start(options)).catch((error: unknown) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  async #start(options: StartOptions<C, G>): Promise<void> {
    checkOptions(options);
    if (this.#state === 'closed') return;
    const session = sessionOf(this.plan, options, this.surroundings);
    this.#session = session;
    const consent = await session.decideToStart();
    const contradiction = session.contradiction(consent);
    if (contradiction !== null) throw new ConfigError('system-info-off', contradiction);
    for (const { source, problem } of consent.places) {
      // What is wrong with the config is said whenever it is read.
      if (problem !== null && source !== 'config') session.logger.error(`Telemetry: ${problem}`);
    }
    if (consent.on) refuseWithoutLastingPlace(this.plan, session.decisions, options);
    await this.#follow(consent);
  }

  /** Turns on or off as consent says. */
  async #follow(consent: Consent): Promise<void> {
    if (consent.on) await this.#turnOn(consent);
    else await this.#turnOff(consent);
  }

  async #turnOn(consent: Consent): Promise<void> {
    const session = this.#session;
    if (session === null || this.#running !== null || this.#state === 'closed') return;
    this.#state = 'on';
    try {
      const { run } = await import('./lifecycle/running.ts');
      const running = await run({ session, consent, stillOn: () => this.#stillOn() });
      if (this.#state !== 'on') {
        await running.stop({ purge: this.#state === 'off' }).catch(() => {});
        return;
      }
      this.#running = running;
      this.#trouble = null;
      const { early, counted, dropped } = this.#early.take();
      for (const { name, properties, at } of early) running.record(name, properties, at);
      for (const { name, by } of counted) running.count(name, by);
      running.drop(dropped);
    } catch (error) {
      if (this.#state === 'on') this.#state = 'off';
      this.#trouble = `telemetry could not begin: ${reasonOf(error)}`;
      session.logger.warn(`Telemetry is off: ${this.#trouble}`);
    }
  }

  async #turnOff(consent: Consent): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (this.#state !== 'closed') this.#state = 'off';
    this.#early.take();
    this.#session?.logger.debug(`Telemetry is ${consent.reason}.`);
    const unreadable = consent.places.some(({ source, problem }) => source === 'operator' && problem !== null);
    await running?.stop({ purge: !unreadable });
  }

  /** Before each delivery and each report. Turning off is not awaited: the one who asks is part of what is stopped. */
  async #stillOn(): Promise<boolean> {
    const consent = await this.#session?.decideAgain();
    if (consent === undefined || this.#state !== 'on') return false;
    if (!consent.on) void this.#turnOff(consent).catch(() => {});
    else void this.#followDecisions(consent).catch(() => {});
    return consent.on;
  }

  /**
   * The operator may have reset the id or accepted what is new, here or from another process, or its grace is over: telemetry
   * begins again, under the new id, or with what is new.
   */
  async #followDecisions(consent: Consent): Promise<void> {
    const running = this.#running;
    if (running === null || (await running.isCurrent()) || running !== this.#running) return;
    this.#running = null;
    await running.stop({ purge: false });
    await this.#turnOn(consent);
  }

  /** An arrow, so that it does not throw where a host hands it on without its handle. */
  readonly record = (name: string, properties: object): void => {
    if (this.#state === 'off' || this.#state === 'closed') return;
    try {
      const own = { ...properties };
      const at = this.surroundings.clock.now();
      if (this.#running === null) this.#early.add({ name: textOf(name), properties: own, at });
      else this.#running.record(textOf(name), own, at);
    } catch {
      // a property that throws when it is read is not recorded
    }
  };

  readonly count = (name: string, by = 1): void => {
    if (this.#state === 'off' || this.#state === 'closed') return;
    // What cannot be counted is seen where all else is that the plan does not allow.
    if (!Number.isSafeInteger(by) || by < 1) this.record(name, {});
    else if (this.#running === null) this.#early.count(textOf(name), by);
    else this.#running.count(textOf(name), by);
  };

  async flush(options: { readonly to?: 'store' | 'sinks'; readonly timeoutMillis?: number } = {}): Promise<void> {
    await within(options.timeoutMillis ?? flushMillis, this.#flush(options.to ?? 'sinks'));
  }

  async #flush(to: 'store' | 'sinks'): Promise<void> {
    await this.#starting;
    await this.#running?.flush(to);
  }

  close({ timeoutMillis = closeMillis }: { readonly timeoutMillis?: number } = {}): Promise<void> {
    this.#closing ??= this.#close(timeoutMillis);
    return this.#closing;
  }

  async #close(timeoutMillis: number): Promise<void> {
    await within(timeoutMillis, this.#flush('sinks'));
    this.#state = 'closed';
    this.#early.take();
    const running = this.#running;
    this.#running = null;
    if (running !== null) await within(stopMillis, running.stop({ purge: false }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async status(options: LookOptions = {}): Promise<Status> {
    const { statusOf } = await import('./operator/status.ts');
    const { session, running } = this.desk(options);
    return held(statusOf(session, { state: this.#stateInWords(), running, trouble: this.#trouble }));
  }

  #stateInWords(): Status['state'] {
    return this.#state === 'idle' ? 'not started' : this.#state;
  }

  protected desk(options: LookOptions): Desk {
    return { session: this.#session ?? sessionOf(this.plan, options, this.surroundings), running: this.#running };
  }

  protected async followDecisions({ session }: Desk): Promise<void> {
    if (this.#running !== null) await this.#followDecisions(await session.decideAgain());
  }

  on(options: LookOptions = {}): Promise<Switched> {
    return held(this.#switch('on', options));
  }

  off(options: LookOptions = {}): Promise<Switched> {
    return held(this.#switch('off', options));
  }

  /** What another process, or an earlier one, left waiting. Why it could not be deleted; `null` where it was. */
  async #purge(desk: Desk): Promise<string | null> {
    try {
      const { erase } = await import('./operator/erase.ts');
      await erase(desk, 'unsent');
      return null;
    } catch (error) {
      return notPurged(error);
    }
  }

  async #switch(value: 'on' | 'off', options: LookOptions): Promise<Switched> {
    const desk = this.desk(options);
    const { session } = desk;
    const at = new Date(this.surroundings.clock.now()).toISOString();
    let kept: string | null = null;
    await session.decisions
      .update((decided) => ({ ...decided, consent: { value, at } }))
      .catch((error: unknown) => (kept = `the decision could not be kept: ${reasonOf(error)}`));
    const consent = await session.decide();
    const contradiction = session.contradiction(consent);
    if (value === 'off' && desk.running === null && kept === null) kept = await this.#purge(desk);
    if (this.#session !== null && this.#state !== 'closed' && contradiction === null) {
      await this.#follow(consent).catch((error: unknown) => (kept = notPurged(error)));
    }
    const reason = kept ?? contradiction ?? (consent.on === (value === 'on') ? null : consent.reason);
    return reason === null ? { ok: true, consent } : { ok: false, reason, consent };
  }
}

const notPurged = (error: unknown): string =>
  `telemetry is off, and what was not sent could not be deleted: ${reasonOf(error)}`;

/** Hosts without types may give anything as a name. */
const textOf = (name: unknown): string => (typeof name === 'string' ? name : `no name but a ${typeof name}`);
