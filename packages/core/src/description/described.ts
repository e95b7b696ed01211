import type { SystemCommand } from '../facts/system-commands.ts';
import type { SystemSource } from '../facts/system-sources.ts';
import type { JsonSchema } from '../pipeline/event-schemas.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { DescribedFeature } from '../plan/describe.ts';
import type { Plan } from '../plan/plan.ts';
import type { Json } from '../surroundings/json.ts';

/** All that a plan has sent, and what is done to get it. Made of the plan alone: the same on every machine, at any time. */
export interface PlanDescription {
  readonly plan: Plan;
  /** Sent with every event. */
  readonly common: readonly DescribedField[];
  /** The report first, then usage events in the order of the plan. */
  readonly events: readonly DescribedEvent[];
  /** Declared, and sent by nothing in this plan: a feature without a report. By the names that they would be sent under. */
  readonly unsent: readonly string[];
  /** Commands that reading the system, and making the id, run. */
  readonly commands: readonly DescribedCommand[];
  /** What is read of the host's config, and nothing else of it is. */
  readonly configKeys: readonly DescribedKey[];
}

/** One telemetry event. */
export interface DescribedEvent {
  readonly name: string;
  readonly kind: 'report' | 'each' | 'once' | 'recurring';
  /** `null` for the report, whose fields say it each for itself. */
  readonly why: string | null;
  /** Plan version it came with. */
  readonly since: number;
  /** Days between two of the same value; `null` unless it is `recurring`. */
  readonly everyDays: number | null;
  /** What it has beside the common fields. */
  readonly fields: readonly DescribedField[];
  /**
   * The event whole, as a receiver may get it: JSON Schema, draft-07. What came later than the event itself may be
   * absent, as an installation that has not accepted it yet leaves it out.
   */
  readonly schema: JsonSchema;
  /** Made by the pipeline, of example values; `null` where they would make it too large to be sent. */
  readonly sample: TelemetryEvent | null;
}

/** What a field is. */
export type FieldKind = 'own' | 'context' | 'system' | 'feature' | 'gauge' | 'count' | 'property';

/** One property of telemetry events. */
export interface DescribedField {
  readonly kind: FieldKind;
  /** Where it stands among the properties; `null` where it is nested only. */
  readonly flat: string | null;
  /** Where it stands once more, or only: names from the outermost inwards, `telemetry_json` first. */
  readonly nested: readonly string[] | null;
  /** What it may be, as the pipeline checks it. */
  readonly schema: JsonSchema;
  /** May be absent. */
  readonly optional: boolean;
  /** Why it is free text; `null` where it is none. */
  readonly freeText: string | null;
  /** `null` where the plan gives no reason of its own. */
  readonly why: string | null;
  readonly since: number;
  /** `null` where there is none: the plan gives none, and none can be made up that would surely be allowed. */
  readonly example: Json;
  readonly origin: Origin;
}

/** Where the value of a field comes from. */
export type Origin =
  /** It is in the plan itself. */
  | { readonly from: 'plan' }
  /** The application gives it when it starts telemetry. */
  | { readonly from: 'start' }
  /** The host's config: whole keys, and how they make the value. */
  | ({ readonly from: 'config' } & Pick<DescribedFeature, 'rule' | 'keys' | 'when'>)
  | { readonly from: 'system'; readonly source: SystemSource }
  /** It is the id that the event is sent under. */
  | { readonly from: 'identity' }
  /** A random id of the instance, made at its first start and kept. */
  | { readonly from: 'instance' }
  /** The application is asked when a report is made. */
  | { readonly from: 'gauge' }
  /** The application records it. */
  | { readonly from: 'record' }
  /** The application counts, and the report tells the sum. */
  | { readonly from: 'count' }
  /** The store tells it. */
  | { readonly from: 'store' };

/** A command, on one platform, and what it is run for. */
export interface DescribedCommand extends SystemCommand {
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** System fields; `id` is the machine's. Empty where every other command comes with it. */
  readonly for: readonly string[];
}

/** A key that is looked up in the host's config, and what for: flat names of features, `consent`, `system`, `id`. */
export interface DescribedKey {
  readonly key: string;
  readonly for: readonly string[];
}
