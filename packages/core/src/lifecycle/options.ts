import type { Consent } from '../consent/consent.ts';
import type { Sink, Receiver } from '../delivery/sink.ts';
import type { ConfigSource } from '../facts/config-source.ts';
import type { MachineReader } from '../facts/machine.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Events, Plan } from '../plan/plan.ts';
import type { ValueOf, Values, ValuesOf } from '../plan/values.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../surroundings/clock.ts';
import type { Environment } from '../surroundings/environment.ts';
import type { Logger, LogLevel } from '../surroundings/logger.ts';
import type { Random } from '../surroundings/random.ts';

/** What the world looks like. Given by tests; the real one otherwise. */
export interface Surroundings {
  readonly clock?: Clock;
  readonly random?: Random;
  /** @default process.env */
  readonly env?: Environment;
  /** Reads this machine. @default systeminformation, is-docker and node:os */
  readonly machine?: MachineReader;
}

/** Required where the plan declares such values, optional where it declares none or where the plan is not known. */
type Needs<K extends string, V> = [keyof V] extends [never]
  ? { readonly [P in K]?: V }
  : string extends keyof V
    ? { readonly [P in K]?: V }
    : { readonly [P in K]: V };

/** What `start` is given. */
export type StartOptions<C extends Values = Values, G extends Values = Values> = {
  /** Version of the software, as it is sent. */
  readonly serviceVersion: string;
  /** The host's config: a plain object, a function that gives one (asked at each slot), or `yamlFile(path)`. */
  readonly config?: object | (() => object | Promise<object>) | ConfigSource;
  /** Name of this process in the installation. @default 'main' */
  readonly instance?: string;
  readonly store: Store;
  readonly sinks: readonly Sink[];
  /** @default says nothing */
  readonly logger?: Partial<Logger>;
  /** Level of the line that says that an outage began, and of the one that says it ended. @default 'debug' */
  readonly outageLogLevel?: LogLevel;
  /** Starts although the store has no lasting place for decisions: each start is then a new installation. @default false */
  readonly ephemeral?: boolean;
} & Needs<'context', ValuesOf<C>> &
  Needs<'gauges', { readonly [K in keyof G]: () => ValueOf<G[K]> | Promise<ValueOf<G[K]>> }>;

/** What `preview` and `status` need when telemetry was not started: as much of {@link StartOptions} as there is. */
export type LookOptions = { readonly [K in keyof StartOptions]?: StartOptions[K] };

type PropertiesOf<E> = E extends { readonly properties: infer P } ? ValuesOf<P> : never;

/** The handle of a host's telemetry. Usable at once, before `start` too. Nothing here throws into the host but `start`. */
export interface Telemetry<
  E extends Events = Events,
  C extends Values = Values,
  G extends Values = Values,
> extends AsyncDisposable {
  readonly plan: Plan<E, C, G>;
  /** The distinct id, for the start banner; `null` when off or not started. */
  readonly id: string | null;
  /**
   * Decides whether telemetry is on and begins. Idempotent; concurrent callers share one promise.
   * Rejects with a `ConfigError` when the options or the config contradict themselves, and with nothing else.
   */
  start(options: StartOptions<C, G>): Promise<void>;
  /** Records a usage event. Synchronous, never throws, never blocks. Before `start` it waits in a bounded buffer. */
  record<N extends keyof E & string>(name: N, properties: PropertiesOf<E[N]>): void;
  /**
   * Commits what was recorded and, unless `to` is `'store'`, tries each sink once.
   * Resolves when that is done or `timeoutMillis` (30,000 unless set) have passed. Never rejects.
   */
  flush(options?: { readonly to?: 'store' | 'sinks'; readonly timeoutMillis?: number }): Promise<void>;
  /** What is on or off and why, where it goes, and how it is going. */
  status(options?: LookOptions): Promise<Status>;
  /** What would be sent now. Stores nothing and sends nothing; works when telemetry is off too. */
  preview(options?: LookOptions): Promise<Preview>;
  /** Keeps the operator's wish for on. Fails, naming the place, where another place says off. */
  on(options?: LookOptions): Promise<Switched>;
  /** Keeps the operator's word for off: delivery stops at once, and what was not sent is deleted. */
  off(options?: LookOptions): Promise<Switched>;
  /** Flushes within `timeoutMillis` (500 unless set), lets go of everything. Idempotent. Never rejects. */
  close(options?: { readonly timeoutMillis?: number }): Promise<void>;
}

/** What became of `on` or `off`. */
export type Switched =
  | { readonly ok: true; readonly consent: Consent }
  | { readonly ok: false; readonly reason: string; readonly consent: Consent };

/** What would be sent. */
export interface Preview {
  readonly events: readonly TelemetryEvent[];
  readonly consent: Consent;
  readonly sinks: readonly { readonly name: string; readonly receiver: Receiver; readonly dryRun: boolean }[];
  /** What to know when reading it: `gauges are asked of the running application, and are null here`. */
  readonly notes: readonly string[];
}

/** How telemetry is doing. */
export interface Status {
  readonly service: string;
  readonly state: 'on' | 'off' | 'not started' | 'closed';
  readonly consent: Consent;
  readonly id: string | null;
  readonly identity: 'installation' | 'machine' | 'none';
  readonly instance: string;
  readonly planVersion: number;
  readonly store: { readonly place: string; readonly durable: boolean; readonly decisions: string | null } | null;
  /** When the next report is due (ISO 8601); `null` when none is. */
  readonly nextReportAt: string | null;
  readonly records: number;
  readonly quarantined: number;
  /** Gone without having been sent: a buffer or the store was full. */
  readonly dropped: number;
  readonly sinks: readonly SinkStatus[];
  /** What an operator should know, with the way out. */
  readonly problems: readonly string[];
}

/** How one sink is doing. */
export interface SinkStatus {
  readonly name: string;
  readonly receiver: Receiver;
  readonly dryRun: boolean;
  readonly health: 'healthy' | 'failing' | 'misconfigured';
  /** When it began to fail (ISO 8601); `null` while healthy. */
  readonly failingSince: string | null;
  /** When it is tried again (ISO 8601); `null` while healthy. */
  readonly nextAttemptAt: string | null;
  readonly lastAnswer: string | null;
  readonly lastAnswerAt: string | null;
  readonly waiting: number;
  readonly accepted: number;
  readonly rejected: number;
}
