import type { Json, JsonSchema } from '@plainsight/core';
import type { Lock, LockedEvent, LockedField, PastChange } from './lock.ts';

/** Schemas of the properties of events, by name. */
export type EventSchemas = { readonly [event: string]: JsonSchema };

type Fields = Readonly<Record<string, LockedField>>;

interface Then {
  readonly common: Fields;
  readonly events: Readonly<Record<string, LockedEvent>>;
}

/**
 * What each plan version that a lock file knows allowed, the newest first. What went before lock files kept it for programs is
 * not known.
 */
export const earlierSchemas = (lock: Lock): readonly EventSchemas[] => {
  const then = [lock.version, ...lock.history.map(({ version }) => version - 1)].map((version) => asOf(lock, version));
  const versions = then.flatMap((one) => sinceIn(one).map((version) => ({ one, version })));
  const all = [
    ...then.map((one) => schemasOf(one)),
    ...versions.map(({ one, version }) => schemasOf(upTo(one, version))),
  ];
  return [...new Map(all.map((schemas) => [JSON.stringify(schemas), schemas])).values()];
};

/** The lock with what came after a version undone, the latest first. */
const asOf = ({ common, events, history }: Lock, version: number): Then =>
  history.filter((change) => change.version > version).reduceRight<Then>(undone, { common, events });

const undone = (then: Then, { of, field, had }: PastChange): Then => {
  if (had === undefined) return then;
  if ('kind' in had) return of === null ? then : { ...then, events: { ...then.events, [of]: had } };
  if (field === null) return then;
  if (of === null) return { ...then, common: { ...then.common, [field]: had } };
  const event = then.events[of];
  if (event === undefined) return then;
  return { ...then, events: { ...then.events, [of]: { ...event, fields: { ...event.fields, [field]: had } } } };
};

/** Plan versions that something of it came with, the newest first. */
const sinceIn = ({ common, events }: Then): readonly number[] => {
  const fields = [common, ...Object.values(events).map((event) => event.fields)].flatMap((one) => Object.values(one));
  const since = [...fields, ...Object.values(events)].map((one) => one.since);
  return [...new Set(since)].toSorted((one, other) => other - one);
};

/** Without what came after a version. */
const upTo = ({ common, events }: Then, version: number): Then => ({
  common: since(common, version),
  events: Object.fromEntries(
    Object.entries(since(events, version)).map(([name, event]) => [
      name,
      { ...event, fields: since(event.fields, version) },
    ]),
  ),
});

const since = <T extends { readonly since: number }>(all: Readonly<Record<string, T>>, version: number) =>
  Object.fromEntries(Object.entries(all).filter(([, one]) => one.since <= version));

const schemasOf = ({ common, events }: Then): EventSchemas =>
  Object.fromEntries(Object.entries(events).map(([name, event]) => [name, schemaOf({ ...common, ...event.fields })]));

/** The closed schema of the properties that an event has with these fields, where each of them stands, flat and nested. */
const schemaOf = (fields: Fields): JsonSchema => {
  const root: Branch = { below: new Map(), isRequired: true };
  for (const [name, field] of Object.entries(fields)) {
    const isNestedOnly = name.startsWith('telemetry_json.') || name.startsWith('telemetry_json[');
    for (const path of [isNestedOnly ? namesIn(name) : [name], namesIn(field.nested ?? '')]) put(root, path, field);
  }
  return closed(root);
};

interface Branch {
  readonly below: Map<string, Branch | LockedField>;
  readonly isRequired: boolean;
}

const put = (root: Branch, path: readonly string[], field: LockedField): void => {
  const last = path.at(-1);
  if (last === undefined) return;
  let branch = root;
  for (const name of path.slice(0, -1)) {
    const next = branch.below.get(name);
    const below = next !== undefined && 'below' in next ? next : { below: new Map(), isRequired: true };
    branch.below.set(name, below);
    branch = below;
  }
  branch.below.set(last, field);
};

const closed = ({ below }: Branch): JsonSchema => {
  const entries = [...below];
  const properties = entries.map(([name, one]): [string, Json] => [name, 'below' in one ? closed(one) : one.type]);
  const required = entries.flatMap(([name, one]) => ('below' in one || one.optional !== true ? [name] : []));
  return { type: 'object', properties: Object.fromEntries(properties), required, additionalProperties: false };
};

/** The names of a path in words, as `pathInWords` writes it. */
const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\.?([\w$-]+)|\[("(?:\\.|[^"\\])*")\]/gu)].flatMap(([, plain, quoted]) => {
    if (plain !== undefined) return [plain];
    const name: unknown = JSON.parse(quoted ?? '""');
    return typeof name === 'string' ? [name] : [];
  });
