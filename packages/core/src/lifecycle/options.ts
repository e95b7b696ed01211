import type { Consent } from '../consent/consent.ts';
import type { Sink, Receiver } from '../delivery/sink.ts';
import type { ConfigSource } from '../facts/config-source.ts';
import type { Identifier, IdentifierKind } from '../facts/identifiers.ts';
import type { MachineReader } from '../facts/machine.ts';
import type { JsonSchema } from '../pipeline/event-schemas.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { PlanItem } from '../plan/new-since.ts';
import type { Events, Plan } from '../plan/plan.ts';
import type { ValueOf, Values, ValuesOf } from '../plan/values.ts';
import type { ActivityBucket, RecordPage, RecordQuery, Store } from '../store/store.ts';
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
  /** Reads this machine. @default files on Linux, elsewhere systeminformation; is-docker and node:os */
  readonly machine?: MachineReader;
}

/** What {@link createTelemetry} may be given beside the plan. */
export interface TelemetryOptions extends Surroundings {
  /**
   * Most bytes of what waits in memory, before `start` and for a store that takes nothing; what does not fit is dropped and counted.
   * @default 8388608, which is 8 MB
   */
  readonly maxWaitingBytes?: number;
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
  /**
   * The host's config: a plain object, a promise of one, a function that gives either (asked at each slot, and before a delivery
   * where a minute has passed), or `yamlFile(path)` (looked at before each delivery). What is not plain cannot be read, and says
   * off: a map, an instance of a class, a proxy, a module with a default export. What cannot be read now, such as a file that is
   * half-written, holds telemetry back until it can.
   */
  readonly config?: object | (() => object | Promise<object>) | ConfigSource;
  /** How an operator calls the command line, for the notice: `butler telemetry`. @default 'plainsight' */
  readonly command?: string;
  /** Name of this process in the installation. @default 'main' */
  readonly instance?: string;
  readonly store: Store;
  readonly sinks: readonly Sink[];
  /** Gets the notice with `info`, and what is not well. @default says nothing: the notice is seen in `status` alone */
  readonly logger?: Partial<Logger>;
  /** Level of the line that says that an outage began, and of the one that says it ended. @default 'debug' */
  readonly outageLogLevel?: LogLevel;
  /**
   * Starts although the store has no lasting place for decisions: each start is then a new installation, whose notice is shown
   * and whose grace begins anew. @default false
   */
  readonly ephemeral?: boolean;
  /** How long `start` may take, in milliseconds. It then resolves, and goes on to begin by itself. @default 10_000 */
  readonly startTimeoutMillis?: number;
} & Needs<'context', ValuesOf<C>> &
  Needs<'gauges', { readonly [K in keyof G]: () => ValueOf<G[K]> | Promise<ValueOf<G[K]>> }>;

/** What `preview` and `status` need when telemetry was not started: as much of {@link StartOptions} as there is. */
export type LookOptions = { readonly [K in keyof StartOptions]?: StartOptions[K] };

/** What `diagnose` is given. */
export type DiagnoseOptions = LookOptions & {
  /** Whether receivers are contacted although nothing may be sent to them yet. @default false */
  readonly contact?: boolean;
};

type PropertiesOf<E> = E extends { readonly properties: infer P } ? ValuesOf<P> : never;

/** Names of the usage events that are counted, or of those that are recorded. */
type CountedIn<E> = { [N in keyof E]: E[N] extends { readonly kind: 'count' } ? N : never }[keyof E] & string;
type RecordedIn<E> = { [N in keyof E]: E[N] extends { readonly kind: 'count' } ? never : N }[keyof E] & string;

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
   * Rejects with a `ConfigError` when the options or the config contradict themselves, and with nothing else. Where that takes
   * longer than `startTimeoutMillis` it resolves, and such a contradiction is logged as an error, with telemetry off.
   */
  start(options: StartOptions<C, G>): Promise<void>;
  /**
   * Records a usage event. Synchronous, never throws, never blocks. Before `start` it waits in a bounded buffer. What cannot be an
   * event, as one with more than 256 properties or with strings of more than 64 KB, is set aside without its values.
   */
  record<N extends RecordedIn<E>>(name: N, properties: PropertiesOf<E[N]>): void;
  /**
   * Counts a usage event of kind `count`, `by` so many, a whole number from 1. Synchronous, never throws, never blocks.
   * Before `start` it is counted in memory.
   */
  count(name: CountedIn<E>, by?: number): void;
  /**
   * Commits what was recorded and, unless `to` is `'store'`, tries each sink once: one that is well gets all that waits, and
   * one that fails is not tried again, nor sooner than 100 ms after it failed before.
   * Resolves when that is done or `timeoutMillis` (30,000 unless set) have passed. Never rejects.
   */
  flush(options?: { readonly to?: 'store' | 'sinks'; readonly timeoutMillis?: number }): Promise<void>;
  /** What is on or off and why, where it goes, and how it is going. */
  status(options?: LookOptions): Promise<Status>;
  /** What would be sent now. Stores nothing and sends nothing; works when telemetry is off too. */
  preview(options?: LookOptions): Promise<Preview>;
  /** Keeps the operator's wish for on. Fails, naming the place, where another place says off. */
  on(options?: LookOptions): Promise<Switched>;
  /**
   * Keeps the operator's word for off: delivery stops at once, and what was not sent is deleted. Where it cannot be kept it fails
   * with the ways that last, and telemetry is off all the same until this process ends, whoever says on, unless `on` does here.
   */
  off(options?: LookOptions): Promise<Switched>;
  /** The notice of the plan version that is declared, for whoever is to accept it. Shows nothing, and keeps nothing. */
  notice(options?: LookOptions): Promise<Notice>;
  /**
   * Accepts the plan version that is declared: what is new in it is collected from now on, and the grace of the notice is over.
   * Rejects where that cannot be kept, and where the notice of that version was never shown.
   */
  acknowledge(options?: LookOptions, how?: AcknowledgeOptions): Promise<Acknowledged>;
  /** Some of the records and quarantined events, the newest first unless asked otherwise. */
  records(query?: RecordsQuery, options?: LookOptions): Promise<RecordPage>;
  /**
   * How many events there are of a time, by name, in buckets of hours or days: those of the last 30 days, by day, unless asked
   * otherwise. Costs the same however many records there are.
   */
  activity(asked?: ActivityAsked, options?: LookOptions): Promise<readonly ActivityBucket[]>;
  /**
   * Delivers now what waits, held until its window or not; where another process delivers, has it do so. Sends nothing when
   * telemetry is off.
   */
  submit(how?: SubmitOptions, options?: LookOptions): Promise<Submission>;
  /** Deletes here all that was collected, or what was submitted. Rejects where it could not be deleted. */
  erase(what: 'all' | 'submitted', options?: LookOptions): Promise<Erased>;
  /** A new identity: what is recorded from now on cannot be linked with what was. Rejects where it cannot be kept. */
  resetIdentity(options?: LookOptions): Promise<{ readonly id: string | null }>;
  /** All that a receiver has not yet, or all records with `all`, oldest first: for a machine without a network. */
  exportRecords(how?: { readonly all?: boolean }, options?: LookOptions): AsyncIterable<TelemetryEvent>;
  /**
   * Delivers what was exported elsewhere to `sinks`, under the same uuids and timestamps. Nothing of it is stored. Sends nothing
   * when telemetry is off, and no event that a plan version did not allow or that the leak guard keeps back.
   */
  replay(
    events: AsyncIterable<TelemetryEvent> | Iterable<TelemetryEvent>,
    how: ReplayOptions,
    options?: LookOptions,
  ): Promise<Replayed>;
  /**
   * Looks at all that telemetry needs, and says what to do about what is not well. Contacts nobody where telemetry is off, or
   * before its notice was shown and its grace is over, unless it is told to.
   */
  diagnose(options?: DiagnoseOptions): Promise<readonly Finding[]>;
  /** Flushes within `timeoutMillis` (500 unless set), lets go of everything. Idempotent. Never rejects. */
  close(options?: { readonly timeoutMillis?: number }): Promise<void>;
}

/** What became of `on` or `off`. The consent is that of this process. */
export type Switched = { readonly ok: true; readonly consent: Consent } | NotSwitched;

/** What `on` or `off` could not do. */
export interface NotSwitched {
  readonly ok: false;
  readonly reason: string;
  readonly consent: Consent;
  /** Whether the word is kept all the same, and holds once nothing else is in its way. */
  readonly kept: boolean;
  /** How else telemetry is switched off for good, each as an instruction: of an `off` that is not kept, else none. */
  readonly ways: readonly string[];
}

/** What the operator is told before anything leaves. */
export interface Notice {
  /** The plan version. */
  readonly version: number;
  /** What is collected, why, where it goes, how to see it and how to stop it: several lines, as the log gets them. */
  readonly text: string;
  /** Whether the operator was shown it, or has accepted that version. */
  readonly wasShown: boolean;
}

/** How a plan version is accepted. */
export interface AcknowledgeOptions {
  /** The whole notice, as {@link Telemetry.notice} gives it, was shown to the operator who accepts it now. @default false */
  readonly isShown?: boolean;
}

/** What was accepted. */
export interface Acknowledged {
  /** The plan version. */
  readonly version: number;
  /** What was withheld until now. */
  readonly accepted: readonly PlanItem[];
}

/** What the operator was told, and has accepted. */
export interface NoticeStatus {
  /** The newest plan version that was accepted, by `acknowledge` or by the end of a grace; `null` when none was yet. */
  readonly acceptedVersion: number | null;
  /** When the notice of the plan version that is declared was shown (ISO 8601); `null` when it was not. */
  readonly shownAt: string | null;
  /** Nothing leaves before (ISO 8601); `null` where no grace holds it. */
  readonly sendsFrom: string | null;
  /** What is new in the plan and not collected yet. */
  readonly withheld: readonly PlanItem[];
  /** When it will be without more ado (ISO 8601); `null` where it takes `acknowledge`, or nothing is withheld. */
  readonly withheldUntil: string | null;
}

/** What {@link Telemetry.records} gives, and how much of it. */
export interface RecordsQuery extends Partial<Omit<RecordQuery, 'from' | 'to'>> {
  /** At this time or later: ISO 8601, or milliseconds since the epoch. */
  readonly from?: string | number;
  /** Before this time. */
  readonly to?: string | number;
}

/** What {@link Telemetry.activity} counts, in whole hours. */
export interface ActivityAsked {
  /** At this time or later: ISO 8601, or milliseconds since the epoch. @default 30 days before the end */
  readonly from?: string | number;
  /** Before this time. @default the present */
  readonly to?: string | number;
  /** Hours of a bucket, counted from the epoch: those of 24 hours are days in UTC. @default 24 */
  readonly bucketHours?: number;
}

/** How to submit. */
export interface SubmitOptions {
  /** Only what is due: neither what is held until its window nor where a sink is left alone for now. For cron. @default false */
  readonly ifDue?: boolean;
  /** Told of each step. */
  readonly onProgress?: (progress: SubmitProgress) => void;
  /** It is given up after so long; what was not sent waits. @default 300_000 */
  readonly timeoutMillis?: number;
}

/** How far a submission is. */
export interface SubmitProgress {
  /** Events that were accepted or rejected so far, at all sinks. */
  readonly done: number;
  /** That still wait, at all sinks. */
  readonly waiting: number;
}

/** What became of a submission. */
export interface Submission {
  /**
   * `submitted`: nothing that was to be sent waits any longer; `failed`: something does, `reason` says why;
   * `nothing`: nothing was to be sent; `off`: telemetry is off, and nothing was sent.
   */
  readonly result: 'submitted' | 'failed' | 'nothing' | 'off';
  /** In words, with the way out where it failed. */
  readonly reason: string;
  readonly consent: Consent;
  /** True when another process has the right to deliver, and did so. */
  readonly elsewhere: boolean;
  readonly sinks: readonly SinkSubmission[];
}

/** What became of a submission at one sink. */
export interface SinkSubmission {
  readonly name: string;
  readonly receiver: Receiver;
  /** Events that it accepted now. */
  readonly accepted: number;
  /** That it rejected now. */
  readonly rejected: number;
  /** That still wait. */
  readonly waiting: number;
  readonly lastAnswer: string | null;
}

/** What was deleted. */
export interface Erased {
  /** Records and quarantined events that are gone. */
  readonly records: number;
  /** What delivered events were sent under; `null` where there is none. */
  readonly id: string | null;
  /** Where to write, with the id, to have delivered data deleted. */
  readonly contact: string;
}

/** Where to replay to. */
export interface ReplayOptions {
  readonly sinks: readonly Sink[];
  /**
   * What earlier versions of the plan allowed that the plan itself no longer tells of: for each version the closed JSON Schemas of
   * the properties of its events, by name. @default none
   */
  readonly earlier?: readonly { readonly [event: string]: JsonSchema }[];
  readonly onProgress?: (progress: { readonly done: number }) => void;
}

/** What became of a replay. */
export interface Replayed {
  /** Events that all sinks took, or refused for good. */
  readonly events: number;
  readonly sinks: readonly { readonly name: string; readonly accepted: number; readonly rejected: number }[];
  /** Events that failed the checks of plan and leak guard, and were not sent: how many, and the first ten. Absent without any. */
  readonly quarantined?: { readonly count: number; readonly first: readonly Quarantined[] };
  /** Why it was given up, with the way out: the rest was not sent. `null` when all was delivered that passed its checks. */
  readonly problem: string | null;
}

/** One thing that was looked at. */
export interface Finding {
  /** What: `store`, `decisions`, `config`, `plan`, `clock`, `proxy`, or `posthog: DNS`. */
  readonly what: string;
  readonly verdict: 'well' | 'warning' | 'failing' | 'skipped';
  /** What was seen. */
  readonly seen: string;
  /** What to do about it; `null` when nothing is. */
  readonly todo: string | null;
}

/** What would be sent. */
export interface Preview {
  readonly events: readonly TelemetryEvent[];
  readonly consent: Consent;
  readonly sinks: readonly { readonly name: string; readonly receiver: Receiver; readonly dryRun: boolean }[];
  /** What to know when reading it: `gauges are asked of the running application, and are null here`. */
  readonly notes: readonly string[];
}

/** What of this machine, and of the person who runs it, is looked for in what would leave. */
export interface GuardStatus {
  /** Kinds of identifiers: `host name`, `MAC address`. */
  readonly looksFor: readonly IdentifierKind[];
  /** Those that are not looked for, and why: to do so would keep back what identifies nobody. */
  readonly passesOver: readonly (Identifier & { readonly why: string })[];
}

/** How telemetry is doing. */
export interface Status {
  readonly service: string;
  /** `off` also while it is held back, since decisions cannot be read for now: `problems` say so, and when they are read again. */
  readonly state: 'on' | 'off' | 'not started' | 'closed';
  readonly consent: Consent;
  /**
   * Where this process does not run telemetry: when an application that does will go by what is said here, in words. It has
   * environment variables of its own, and may have a config of its own. `null` in the process that runs it.
   */
  readonly noticed: string | null;
  readonly id: string | null;
  readonly identity: 'installation' | 'machine' | 'none';
  readonly instance: string;
  readonly planVersion: number;
  readonly notice: NoticeStatus;
  readonly guard: GuardStatus;
  readonly store: {
    readonly place: string;
    readonly durable: boolean;
    readonly decisions: string | null;
    /** What it takes, in bytes of memory or of disk; `null` where it was not looked into. */
    readonly bytes: number | null;
  } | null;
  /** When the next report is due (ISO 8601); `null` when none is. */
  readonly nextReportAt: string | null;
  /** When what is held leaves (ISO 8601); `null` when the plan holds nothing. */
  readonly nextSubmissionAt: string | null;
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
