import type { Problem } from '../errors.ts';
import type { DescribedFeature } from '../plan/describe.ts';
import type { Properties } from './fact.ts';
import { lookUp } from './look-up.ts';
import { kindOf } from './plain-section.ts';

/** The features of a config. */
export interface FeaturesRead {
  /** Each feature by its flat name; `null` where it is unknown. */
  readonly values: Properties;
  /** What the config holds and should not, by key: types only, never a value. */
  readonly diagnostics: readonly Problem[];
}

/**
 * Reads the declared features of a config, and nothing else of it. Absent or `null` is unknown; so is what is of the wrong
 * type or cannot be read, with a diagnostic besides. Unknowns combine by Kleene's rules. Never throws.
 */
export function readFeatures(features: readonly DescribedFeature[], config: unknown): FeaturesRead {
  const diagnostics = new Map<string, Problem>();
  const note: Note = (code, at, message) => {
    if (!diagnostics.has(at)) diagnostics.set(at, { code, at, message });
  };
  const values = Object.fromEntries(features.map((feature) => [feature.flat, valueOf(feature, config, note)]));
  return { values, diagnostics: [...diagnostics.values()] };
}

/** The value at a config key; `undefined` when there is none, or none that can be read. Never throws. */
export function valueAt(config: unknown, key: string): unknown {
  const found = lookUp(config, key);
  return found.status === 'found' ? found.value : undefined;
}

type Note = (code: string, at: string, message: string) => void;
type Value = boolean | number | string | null;
/** A type that a value may have: the value as it is taken over, or `null` when it is of another type. */
interface Wanted<V> {
  readonly words: string;
  readonly take: (value: unknown) => V | null;
}

function valueOf(feature: DescribedFeature, config: unknown, note: Note): Value {
  const [first = ''] = feature.keys;
  switch (feature.rule) {
    case 'value':
      return read(config, first, wantedOf(feature), note);
    case 'anyOf':
      return anyTrue(feature.keys.map((key) => read(config, key, flag, note)));
    case 'lengthOf':
      return read(config, first, lengthOfList, note);
    case 'notEmpty': {
      const length = read(config, first, lengthOfList, note);
      const filled = length === null ? null : length > 0;
      return feature.when === null ? filled : bothTrue(filled, read(config, feature.when, flag, note));
    }
  }
}

const anyTrue = (values: readonly (boolean | null)[]): boolean | null => {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
};

const bothTrue = (a: boolean | null, b: boolean | null): boolean | null => {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
};

function read<V>(config: unknown, key: string, wanted: Wanted<V>, note: Note): V | null {
  const found = lookUp(config, key);
  if (found.status === 'unreadable') note('unreadable', key, `${key} cannot be read. ${give(wanted)}`);
  if (found.status === 'twice') {
    note('twice', key, `${key} stands there twice, and the two differ. Leave one of them.`);
  }
  if (found.status === 'no section') {
    const place = found.key === '' ? 'the config' : found.key;
    note('wrong-type', found.key, `${place} holds ${found.kind}. It may hold a section: keys with values.`);
  }
  if (found.status !== 'found' || found.value === null || found.value === undefined) return null;
  const value = taken(found.value, wanted);
  if (value === null) note('wrong-type', key, `${key} holds ${typeInWords(found.value)}. ${give(wanted)}`);
  return value;
}

/** A list may be a proxy that throws. */
function taken<V>(value: unknown, { take }: Wanted<V>): V | null {
  try {
    return take(value);
  } catch {
    return null;
  }
}

const give = ({ words }: { readonly words: string }): string => `It may hold ${words}.`;

const flag: Wanted<boolean> = {
  words: 'true or false',
  take: (value) => (typeof value === 'boolean' ? value : null),
};

/** JSON has no negative zero, and what is replayed from a store must be what was folded. */
const finite: Wanted<number> = {
  words: 'a number',
  take: (value) => (typeof value === 'number' && Number.isFinite(value) ? value + 0 : null),
};

const lengthOfList: Wanted<number> = {
  words: 'a list',
  take: (value) => (Array.isArray(value) ? finite.take(value.length) : null),
};

function wantedOf({ type, values }: DescribedFeature): Wanted<Value & {}> {
  if (type === 'boolean') return flag;
  if (type === 'number') return finite;
  const words = values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ');
  return { words: `one of ${words}`, take: (value) => values.find((allowed) => allowed === value) ?? null };
}

/** Never the value itself: it may be anything. */
function typeInWords(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number without bounds';
  return kindOf(value);
}
