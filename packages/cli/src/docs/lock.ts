import type { DescribedField, Json, JsonSchema, Origin, PlanDescription, Receiver } from '@plainsight/core';
import { nameOf, pathInWords } from './field-name.ts';

/**
 * What a plan has sent, as it was when it was last agreed to. In a notation of its own, which no change of words on the page
 * changes, but for the history, which is told on the page as it is.
 */
export interface Lock {
  readonly lock: typeof lockVersion;
  readonly service: string;
  readonly version: number;
  /** What holds of all: consent, identity, schedule, receivers. */
  readonly terms: Readonly<Record<string, string>>;
  readonly common: Readonly<Record<string, LockedField>>;
  readonly events: Readonly<Record<string, LockedEvent>>;
  /** What is no more as it was, the oldest first. */
  readonly history: readonly PastChange[];
}

/** Raised with each change of the form of a lock file. */
export const lockVersion = 1;

/** One field. */
export interface LockedField {
  readonly since: number;
  /** JSON Schema, its keywords and the values of an `enum` sorted. */
  readonly type: JsonSchema;
  readonly optional?: true;
  readonly freeText?: string;
  readonly from: string;
  /** Where it stands nested as well. */
  readonly nested?: string;
  readonly why?: string;
}

/** One telemetry event. */
export interface LockedEvent {
  readonly kind: string;
  readonly everyDays?: number;
  readonly since: number;
  readonly why?: string;
  readonly fields: Readonly<Record<string, LockedField>>;
}

/** A change that the plan itself no longer tells of. */
export interface PastChange {
  /** The plan version that it came with. */
  readonly version: number;
  readonly change: 'removed' | 'changed';
  /** The event; `null` for what is sent with every event, and for a term. */
  readonly of: string | null;
  /** `null` for the event itself, and for a term. */
  readonly field: string | null;
  /** What of it: `type`, `from`, `kind`, the name of a term; `null` where it was removed. */
  readonly part: string | null;
  /** What it was before. */
  readonly was: string;
  /** The same for programs, where it was a field whose type changed or that went, or an event that went. */
  readonly had?: LockedField | LockedEvent;
}

/** The lock of a plan as it is now. `receivers` is `null` where they are not known. */
export const lockOf = (
  { plan, common, events }: PlanDescription,
  receivers: readonly Receiver[] | null,
  history: readonly PastChange[],
): Lock => ({
  lock: lockVersion,
  service: plan.service,
  version: plan.version,
  terms: termsOf(plan, receivers),
  common: lockedFields(common),
  events: Object.fromEntries(
    events.map(({ name, kind, everyDays, since, why, fields }): [string, LockedEvent] => [
      name,
      {
        kind,
        ...(everyDays === null ? {} : { everyDays }),
        since,
        ...(why === null ? {} : { why }),
        fields: lockedFields(fields),
      },
    ]),
  ),
  history,
});

const lockedFields = (fields: readonly DescribedField[]): Readonly<Record<string, LockedField>> =>
  Object.fromEntries(fields.map((field) => [nameOf(field), lockedField(field)]));

const lockedField = (field: DescribedField): LockedField => ({
  since: field.since,
  type: sorted(field.schema),
  ...(field.optional ? { optional: true } : {}),
  ...(field.freeText === null ? {} : { freeText: field.freeText }),
  from: originInShort(field.origin),
  ...(field.flat === null || field.nested === null ? {} : { nested: pathInWords(field.nested) }),
  ...(field.why === null ? {} : { why: field.why }),
});

const sorted = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(
    Object.entries(schema)
      .map(([keyword, value]): [string, Json] => [keyword, Array.isArray(value) ? value.toSorted(byText) : value])
      .toSorted(byText),
  );

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** `config Butler.heartbeat.enable`, `config anyOf(a, b)`, `system osInfo`, `record`. */
const originInShort = (origin: Origin): string => {
  if (origin.from === 'system') return `system ${origin.source}`;
  if (origin.from !== 'config') return origin.from;
  const { rule, keys, when } = origin;
  if (rule === 'value') return `config ${keys.join(', ')}`;
  return `config ${rule}(${keys.join(', ')}${when === null ? '' : `, when ${when}`})`;
};

const termsOf = (plan: PlanDescription['plan'], receivers: readonly Receiver[] | null): Record<string, string> => {
  const { consent, identity, system, report, submit, notice } = plan;
  const { env } = consent;
  return withoutAbsent({
    consent: consent.default,
    'consent key': consent.config,
    'consent variable': typeof env === 'object' ? `${env.inverted ? 'not ' : ''}${env.name}` : env,
    identity: identityInShort(identity),
    'system key': system?.config,
    report: report && `every ${report.everyHours} h, one an ${report.per ?? 'installation'}`,
    submit: submit && `every ${submit.everyHours} h`,
    grace: notice && `${notice.graceHours} h`,
    receivers: receivers
      ?.map(({ company, url, region }) => [company, url, region].filter((part) => part !== null).join(', '))
      .join('; '),
  });
};

const identityInShort = (identity: PlanDescription['plan']['identity']): string => {
  if (identity?.kind === 'machine') return `machine, with ${identity.host}`;
  if (identity?.kind === 'none') return 'none';
  return `installation${identity?.instance === undefined ? '' : `, and instance as ${identity.instance}`}`;
};

const withoutAbsent = (terms: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(terms).flatMap(([name, term]) => (term === undefined ? [] : [[name, term]])));
