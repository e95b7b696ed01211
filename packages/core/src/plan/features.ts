/** Marks what `flag`, `group` and the like made, also where two copies of this package meet in one process. */
export const brand: unique symbol = Symbol.for('plainsight.feature');

/** Options of every feature. */
export interface LeafOptions {
  /** The whole flat name, without `feature_`. @default the path, joined in camelCase */
  readonly name?: string;
  /** Why it is collected. @default the nearest group's */
  readonly why?: string;
  /** Plan version it came with. @default the nearest group's, else 1 */
  readonly since?: number;
  /** `'flat'`: left out of `telemetry_json`. `'nested'`: only there. @default both */
  readonly only?: 'flat' | 'nested';
}

/** Options of a group of features. */
export interface GroupOptions {
  /** Config key of the group, below that of the group above. `''`: none of its own. @default its own name */
  readonly config?: string;
  /** Replaces the path down to this group in the flat names below. */
  readonly name?: string;
  /** Why the features below are collected, unless they say so themselves. */
  readonly why?: string;
  /** Plan version that the features below came with, unless they say so themselves. */
  readonly since?: number;
}

/** How the value of a feature is made. Keys are relative to the group's; `''` is the feature's own name. */
export interface Reading {
  readonly rule: 'value' | 'anyOf' | 'notEmpty' | 'lengthOf';
  readonly keys: readonly string[];
  /** A key that must be true as well. */
  readonly when?: string;
}

/** A word or number that a feature may be. */
export type FeatureValue = string | number;

/** One feature. Made by {@link flag}, {@link number}, {@link oneOf}, {@link anyOf}, {@link notEmpty}, {@link lengthOf}. */
export interface Leaf extends LeafOptions {
  readonly [brand]: 'leaf';
  /** A list holds the values that it may have. */
  readonly type: 'boolean' | 'number' | readonly FeatureValue[];
  readonly read: Reading;
}

/** Features with options in common. Made by {@link group}. */
export interface Group extends GroupOptions {
  readonly [brand]: 'group';
  readonly features: FeatureTree;
}

/** Features by name. A plain object among them is a group without options. */
export type FeatureTree = { readonly [name: string]: Leaf | Group | FeatureTree };

/** What `notEmpty` takes. */
export interface NotEmptyOptions extends LeafOptions {
  /** A config key that must be true as well. */
  readonly when?: string;
}

/** A boolean at a config key; the feature's own name is the key when none is given. */
export function flag(options?: LeafOptions): Leaf;
export function flag(key: string, options?: LeafOptions): Leaf;
export function flag(key?: string | LeafOptions, options?: LeafOptions): Leaf {
  return valueAtKey('boolean', key, options);
}

/** A number at a config key; the feature's own name is the key when none is given. */
export function number(options?: LeafOptions): Leaf;
export function number(key: string, options?: LeafOptions): Leaf;
export function number(key?: string | LeafOptions, options?: LeafOptions): Leaf {
  return valueAtKey('number', key, options);
}

/** One of the listed words and numbers at a config key; any other is unknown. */
export function oneOf(values: readonly FeatureValue[], options?: LeafOptions): Leaf;
export function oneOf(values: readonly FeatureValue[], key: string, options?: LeafOptions): Leaf;
export function oneOf(values: readonly FeatureValue[], key?: string | LeafOptions, options?: LeafOptions): Leaf {
  return valueAtKey(values, key, options);
}

/** True where one of the keys is true; unknown where none is and one is unknown. */
export const anyOf = (keys: readonly string[], options?: LeafOptions): Leaf =>
  leaf('boolean', { rule: 'anyOf', keys }, options);

/** True where the list at the key has an element and, if given, the key `when` is true. */
export function notEmpty(key: string, options: NotEmptyOptions = {}): Leaf {
  const { when, ...rest } = options;
  const read: Reading = { rule: 'notEmpty', keys: [key] };
  return leaf('boolean', when === undefined ? read : { ...read, when }, rest);
}

/** Length of the list at the key. */
export const lengthOf = (key: string, options?: LeafOptions): Leaf =>
  leaf('number', { rule: 'lengthOf', keys: [key] }, options);

/** A group with options of its own; a plain object is a group with none. */
export const group = (options: GroupOptions & { readonly features: FeatureTree }): Group => ({
  ...options,
  [brand]: 'group',
});

const valueAtKey = (type: Leaf['type'], key: string | LeafOptions = '', options?: LeafOptions): Leaf =>
  typeof key === 'object'
    ? leaf(type, { rule: 'value', keys: [''] }, key)
    : leaf(type, { rule: 'value', keys: [key] }, options);

/** What is wrong with the arguments is found by `definePlan`, with all else that is. */
const leaf = (type: Leaf['type'], read: Reading, options: LeafOptions = {}): Leaf => ({
  ...options,
  [brand]: 'leaf',
  type,
  read,
});
