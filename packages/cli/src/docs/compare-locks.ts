import { judge, type Judge } from './judge.ts';
import type { Lock, LockedEvent, LockedField, PastChange } from './lock.ts';
import { plainMark, typeInWords } from './words.ts';

/** How a plan is other than its lock. */
export interface Difference {
  readonly change: 'added' | 'removed' | 'changed';
  /** The event; `null` for what is sent with every event, and for a term. */
  readonly of: string | null;
  /** `null` for the event itself, and for a term. */
  readonly field: string | null;
  /** What of it was changed: `type`, `why`, `from`, `since`, `kind`, the name of a term; `null` where it came or went. */
  readonly part: string | null;
  readonly was: string | null;
  readonly is: string | null;
  /** Why the plan must not be so, with the way out; `null` where it may. */
  readonly problem: string | null;
}

/** Whether a field's plan version is the plan's to say, and not plainsight's. */
export type HasSince = (of: string | null, field: string) => boolean;

/** All differences: of the terms, of what is sent with every event, and event by event. */
export const compareLocks = (was: Lock, is: Lock, hasSince: HasSince): readonly Difference[] => {
  const judged = judge(was.version, is.version);
  const termNames = [...new Set([...Object.keys(was.terms), ...Object.keys(is.terms)])];
  return [
    ...termNames.flatMap((name) => termDifference(name, was, is, judged)),
    ...fieldDifferences(null, was.common, is.common, judged, hasSince),
    ...[...new Set([...Object.keys(was.events), ...Object.keys(is.events)])].flatMap((name) =>
      eventDifferences(name, was, is, judged, hasSince),
    ),
  ];
};

/** What is no change of what is sent. */
const wordsOnly = new Set(['why', 'freeText', 'since', 'nested']);

/** What a comparison with a lock leaves in the history: what the plan itself no longer tells of. */
export const historyOf = (differences: readonly Difference[], version: number, lock: Lock): readonly PastChange[] => {
  const removedEvents = new Set(
    differences.flatMap(({ change, of, field }) => (change === 'removed' && field === null ? [of] : [])),
  );
  return differences.flatMap(({ change, of, field, part, was }): readonly PastChange[] => {
    if (change === 'added' || was === null || wordsOnly.has(part ?? '')) return [];
    // That an event went says it of its fields.
    if (field !== null && of !== null && removedEvents.has(of)) return [];
    const had = change === 'removed' || part === 'type' ? heldBy(lock, of, field) : undefined;
    return [{ version, change, of, field, part, was, ...(had === undefined ? {} : { had }) }];
  });
};

const heldBy = (lock: Lock, of: string | null, field: string | null): LockedField | LockedEvent | undefined => {
  const event = of === null ? undefined : lock.events[of];
  return field === null ? event : (of === null ? lock.common : event?.fields)?.[field];
};

type Part = string | number | undefined;

const difference = (
  rest: Omit<Difference, 'was' | 'is' | 'problem'> & { was?: Part; is?: Part; problem?: string | null },
): Difference => ({
  ...rest,
  was: rest.was === undefined ? null : String(rest.was),
  is: rest.is === undefined ? null : String(rest.is),
  problem: rest.problem ?? null,
});

const termDifference = (name: string, was: Lock, is: Lock, judged: Judge): readonly Difference[] => {
  const [before, after] = [was.terms[name], is.terms[name]];
  // Where receivers are not known now, they are not compared.
  if (before === after || (name === 'receivers' && after === undefined)) return [];
  const problem = name === 'identity' ? judged.version('What events are sent under') : null;
  return [
    difference({
      change: 'changed',
      of: null,
      field: null,
      part: name,
      was: before ?? 'none',
      is: after ?? 'none',
      problem,
    }),
  ];
};

const eventDifferences = (
  name: string,
  was: Lock,
  is: Lock,
  judged: Judge,
  hasSince: HasSince,
): readonly Difference[] => {
  const [before, after] = [was.events[name], is.events[name]];
  const at = { of: name, field: null };
  const fields = fieldDifferences(name, before?.fields ?? {}, after?.fields ?? {}, judged, hasSince);
  if (after === undefined)
    return [
      difference({ ...at, change: 'removed', part: null, was: before === undefined ? undefined : kindOf(before) }),
      ...fields,
    ];
  if (before === undefined) {
    const problem = judged.addition(name, after.since);
    // What is wrong with an event is wrong with its fields.
    const come = problem === null ? fields : fields.map((field) => ({ ...field, problem: null }));
    return [difference({ ...at, change: 'added', part: null, is: kindOf(after), problem }), ...come];
  }
  const parts = [
    ...changed('kind', kindOf(before), kindOf(after), judged.addition(name, after.since)),
    ...changed('since', before.since, after.since, judged.since(name, before.since, after.since)),
    ...changed('why', before.why, after.why, null),
  ];
  return [...parts.map((part) => difference({ ...at, change: 'changed', ...part })), ...fields];
};

type Fields = Readonly<Record<string, LockedField>>;

const fieldDifferences = (
  of: string | null,
  was: Fields,
  is: Fields,
  judged: Judge,
  hasSince: HasSince,
): readonly Difference[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) => {
    const [before, after] = [was[field], is[field]];
    const at = { of, field };
    if (after === undefined)
      return [
        difference({ ...at, change: 'removed', part: null, was: before === undefined ? undefined : typeOf(before) }),
      ];
    const addition = hasSince(of, field) ? judged.addition(field, after.since) : judged.version(field);
    if (before === undefined) {
      return [difference({ ...at, change: 'added', part: null, is: typeOf(after), problem: addition })];
    }
    const since = hasSince(of, field) ? judged.since(field, before.since, after.since) : null;
    return [
      ...typeChanges(before, after, addition),
      ...changed('from', before.from, after.from, null),
      ...changed('freeText', before.freeText, after.freeText, null),
      ...changed('nested', before.nested, after.nested, null),
      ...changed('since', before.since, after.since, since),
      ...changed('why', before.why, after.why, null),
    ].map((part) => difference({ ...at, change: 'changed', ...part }));
  });

/** Two types that are said in the same words, as two that differ in what no words say, are told as the lock has them. */
const typeChanges = (before: LockedField, after: LockedField, problem: string | null) => {
  if (notation(before) === notation(after)) return [];
  const [was, is] = [typeOf(before), typeOf(after)];
  return was === is ? changed('type', notation(before), notation(after), problem) : changed('type', was, is, problem);
};

const notation = ({ type, optional, freeText }: LockedField): string =>
  JSON.stringify([type, optional === true, freeText !== undefined]);

const typeOf = (field: LockedField): string =>
  typeInWords(
    {
      schema: field.type,
      optional: field.optional === true,
      freeText: field.freeText ?? null,
      origin: { from: field.from === 'identity' ? 'identity' : 'record' },
    },
    plainMark,
  );

const kindOf = ({ kind, everyDays }: LockedEvent): string =>
  everyDays === undefined ? kind : `${kind}, every ${everyDays} days`;

const changed = (part: string, was: Part, is: Part, problem: string | null) =>
  was === is ? [] : [{ part, was: was ?? 'none', is: is ?? 'none', problem }];
