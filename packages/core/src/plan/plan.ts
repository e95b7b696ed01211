import type { FeatureTree, Group } from './features.ts';
import type { Values } from './values.ts';

/** What can be read of the machine. */
export type SystemField =
  | 'arch'
  | 'platform'
  | 'release'
  | 'distro'
  | 'codename'
  | 'virtual'
  | 'isRunningInDocker'
  | 'nodeVersion'
  | 'cpuModel'
  | 'cpuCount'
  | 'memoryBytes';

/** Who an event is of. Made by `installationIdentity`, `machineIdentity` or `noIdentity`. */
export type Identity =
  | { readonly kind: 'installation'; readonly instance?: string }
  | { readonly kind: 'machine'; readonly host: string }
  | { readonly kind: 'none' };

interface EventCommon {
  /** Why it is collected, for the operator. */
  readonly why: string;
  /** Plan version it came with. @default 1 */
  readonly since?: number;
}

/**
 * A usage event of a plan.
 * - `each`: every occurrence is a telemetry event.
 * - `once`: the first time for each distinct value, for the life of the installation; again after all was erased.
 * - `recurring`: when the value is another than last, and again when so many days lie between, either way.
 * - `count`: added up here, and a number `count_…` in the next report.
 */
export type EventPlan = EventCommon &
  (
    | { readonly kind: 'each' | 'once'; readonly properties: Values }
    | { readonly kind: 'recurring'; readonly everyDays: number; readonly properties: Values }
    | { readonly kind: 'count' }
  );

/** Usage events by name. */
export type Events = { readonly [name: string]: EventPlan };

/** The environment variable that may switch telemetry. */
export type ConsentVariable = string | { readonly name: string; readonly inverted: boolean };

/** Everything that may be collected, in one place. */
export interface PlanInput<E extends Events, C extends Values, G extends Values> {
  /** Name of the software, as it is sent. */
  readonly service: string;
  /** Raised with every change of what is collected. From 1. */
  readonly version: number;
  readonly maintainer: Maintainer;
  /** Why there is telemetry at all. */
  readonly why: string;
  /** What is never collected, in the operator's words. */
  readonly never: readonly string[];
  readonly consent: {
    readonly default: 'on' | 'off';
    /** Config key that may switch telemetry: `Butler.anonTelemetry`. */
    readonly config?: string;
    readonly env?: ConsentVariable;
  };
  /** @default installationIdentity() */
  readonly identity?: Identity;
  readonly system?: {
    /** Config key that switches reading the system. Telemetry that is on while it is off is refused. */
    readonly config?: string;
    readonly why: string;
    readonly since?: number;
    readonly fields: readonly SystemField[];
    /** Plan versions that fields came with, where that is another than `since`. */
    readonly fieldsSince?: { readonly [F in SystemField]?: number };
  };
  readonly features?: Group | FeatureTree;
  /** Values given at `start` and sent with every event. */
  readonly context?: C;
  /** Values asked of the host at report time. */
  readonly gauges?: G;
  readonly events?: E;
  readonly report?: ReportPlan;
  /** Holds telemetry events until the installation's window: what happens in one window leaves in the next. */
  readonly submit?: {
    /** Length of a window in hours. */
    readonly everyHours: number;
  };
  readonly notice?: {
    /** Hours between the notice and the first delivery, and from the notice of what is new until it is collected. @default 24 */
    readonly graceHours: number;
  };
}

/** Who is behind the software. */
export interface Maintainer {
  readonly name: string;
  /** Where to write, to have delivered data deleted too. */
  readonly contact: string;
  readonly policyUrl?: string;
  /** How long delivered data are kept, in words. */
  readonly retention?: string;
  /** Where results are published. */
  readonly published?: string;
}

/** The periodic telemetry event with the whole picture. */
export interface ReportPlan {
  readonly name: string;
  /** Length of a slot in hours. */
  readonly everyHours: number;
  /** A first start reports at once instead of at the next slot. @default true */
  readonly atStart?: boolean;
  /** Flat properties, `telemetry_json`, or both. @default 'both' */
  readonly shape?: 'flat' | 'nested' | 'both';
  /** One report a slot for the installation, or for each of its instances. @default 'installation' */
  readonly per?: 'installation' | 'instance';
  /** Plan version it came with. @default 1 */
  readonly since?: number;
}

/** A plan that `definePlan` has checked. */
export type Plan<E extends Events = Events, C extends Values = Values, G extends Values = Values> = PlanInput<E, C, G>;
