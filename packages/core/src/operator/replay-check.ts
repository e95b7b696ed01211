import { lookoutFor } from '../lifecycle/lookout.ts';
import type { Session } from '../lifecycle/session.ts';
import { compileCheck } from '../pipeline/compile-check.ts';
import { eventSchemas, type JsonSchema } from '../pipeline/event-schemas.ts';
import { guardedVerdict, guardOf, type Guarded } from '../pipeline/guard.ts';
import type { Leaks } from '../pipeline/guard/leaks.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import { checked, type Check } from '../pipeline/validate.ts';
import { describeFeatures } from '../plan/describe.ts';
import { newSince } from '../plan/new-since.ts';
import { planAsOf } from '../plan/plan-as-of.ts';
import type { Plan } from '../plan/plan.ts';

/** The event alone, as it may be sent, or what is left of one that may not. */
export type Replayable = { readonly event: TelemetryEvent } | { readonly quarantined: Quarantined };

type Schemas = { readonly [event: string]: JsonSchema };

interface Version {
  readonly check: Check;
  readonly guarded: Guarded;
}

/**
 * What an event from elsewhere has to pass: the schema of the plan version that it was made under, as far as that is known, and
 * the leak guard of this machine. An event does not say its version: it is the newest whose schema it passes. The config must
 * have been read.
 */
export async function replayCheck(
  session: Session,
  earlier: readonly Schemas[],
): Promise<(given: TelemetryEvent) => Replayable> {
  const { plan } = session;
  const { leaks } = await lookoutFor(session);
  const own = versionsOf(plan).map((version) => {
    const then = planAsOf(plan, version);
    return eventSchemas(then, describeFeatures(then));
  });
  const [now, ...before] = await Promise.all([...own, ...earlier].map((schemas) => versionBy(schemas, leaks)));
  return (given) => {
    const event = bareEvent(given);
    const reasons = event === null ? ['is no telemetry event'] : outerReasons(event, plan, leaks);
    if (now === undefined || event === null || reasons.length > 0) {
      return { quarantined: now?.guarded.remains(remainsOf(event, reasons)) ?? remainsOf(event, reasons) };
    }
    const verdict = checked(event, now.check);
    const other = verdict.passed ? undefined : before.find(({ check }) => checked(event, check).passed);
    const by = other ?? now;
    const last = guardedVerdict(other === undefined ? verdict : checked(event, other.check), by.guarded);
    return last.passed ? { event } : { quarantined: last.quarantined };
  };
}

/** Those in which something came, the newest first. */
const versionsOf = (plan: Plan): readonly number[] => {
  const since = newSince(plan, 0).map((item) => item.since);
  return [...new Set([plan.version, ...since])].toSorted((one, other) => other - one);
};

async function versionBy(schemas: Schemas, leaks: Leaks): Promise<Version> {
  const check = await compileCheck(schemas);
  const orNot: Check = (event) => {
    try {
      return check(event);
    } catch {
      return ['is of an earlier version, whose schema cannot be used'];
    }
  };
  return { check: orNot, guarded: guardOf(schemas, leaks) };
}

/** What a telemetry event consists of, and nothing that stands beside it: a sink may send all that it is given. */
function bareEvent(given: unknown): TelemetryEvent | null {
  try {
    const parsed: unknown = JSON.parse(JSON.stringify(given));
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { uuid, name, timestamp, distinctId, properties }: { readonly [key: string]: unknown } = { ...parsed };
    if (!isText(uuid) || !isText(name) || !isText(timestamp) || !isText(distinctId)) return null;
    return isProperties(properties) ? { uuid, name, timestamp, distinctId, properties } : null;
  } catch {
    return null;
  }
}

/** What is wrong around the properties, and with whose they are. */
function outerReasons(event: TelemetryEvent, { service }: Plan, leaks: Leaks): readonly string[] {
  const { uuid, timestamp, distinctId, properties } = event;
  const isMade = /^[\da-f]{64}$/.test(distinctId) || isUuid(distinctId);
  return [
    ...(isUuid(uuid) ? [] : ['uuid is no UUID']),
    ...(isTime(timestamp) ? [] : ['timestamp is no time in ISO 8601']),
    ...(distinctId !== '' && distinctId.length <= 200 ? [] : ['distinctId is no id']),
    ...(isMade ? [] : leaks(distinctId).map((what) => `distinctId holds ${what}`)),
    ...(properties['service'] === service ? [] : [`is not of the service ${service}`]),
  ];
}

/** Nothing is shown of what has not the form that it should. */
const remainsOf = (event: TelemetryEvent | null, reasons: readonly string[]): Quarantined => ({
  uuid: event !== null && isUuid(event.uuid) ? event.uuid : '',
  name: event?.name.slice(0, 200) ?? '',
  timestamp: event !== null && isTime(event.timestamp) ? event.timestamp : '',
  fields: Object.keys(event?.properties ?? {})
    .slice(0, 200)
    .map((name) => name.slice(0, 200)),
  reasons,
});

const isText = (value: unknown): value is string => typeof value === 'string';

/** What was parsed from JSON holds nothing but JSON. */
const isProperties = (value: unknown): value is TelemetryEvent['properties'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

const isTime = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
