import { brand, type FeatureTree, type FeatureValue, type Group, type GroupOptions, type Leaf } from './features.ts';
import type { Plan } from './plan.ts';

/** One feature, with all that its groups lend it. */
export interface DescribedFeature {
  /** Where it stands in `telemetry_json.enabledFeatures.feature`. */
  readonly path: readonly string[];
  /** Its flat property: `feature_apiCreateDir`. Also its name in a config fact. */
  readonly flat: string;
  readonly type: 'boolean' | 'number' | 'enum';
  /** The values of an `enum`; else empty. */
  readonly values: readonly FeatureValue[];
  readonly rule: 'value' | 'anyOf' | 'notEmpty' | 'lengthOf';
  /** Whole config keys. */
  readonly keys: readonly string[];
  /** Whole config key that must be true as well; `null` when there is none. */
  readonly when: string | null;
  readonly why: string;
  readonly since: number;
  readonly only: 'flat' | 'nested' | null;
}

/** What a place in the tree of features inherits from the groups above it. */
export interface Inherited {
  readonly path: readonly string[];
  /** Whole config key. */
  readonly config: string;
  /** Flat name so far, without `feature_`. */
  readonly name: string;
  /** Empty when no group above gives a reason. */
  readonly why: string;
  readonly since: number;
}

/** The features of a plan, in its order. */
export function describeFeatures(plan: Plan): readonly DescribedFeature[] {
  const { features } = plan;
  if (features === undefined) return [];
  return isGroup(features) ? describeTree(features.features, atRoot(features)) : describeTree(features, atRoot());
}

const describeTree = (tree: FeatureTree, above: Inherited): readonly DescribedFeature[] =>
  Object.entries(tree).flatMap(([segment, node]) => {
    if (isLeaf(node)) return [describeLeaf(segment, node, above)];
    if (isGroup(node)) return describeTree(node.features, inherit(segment, node, above));
    return describeTree(node, inherit(segment, {}, above));
  });

/** What the features of a plan inherit. The outermost group has no name of its own. */
export const atRoot = (group: GroupOptions = {}): Inherited =>
  inheritFrom(group, { path: [], config: group.config ?? '', name: '', why: '', since: 1 });

/** What the features of the group named `segment` inherit. */
export const inherit = (segment: string, group: GroupOptions, above: Inherited): Inherited =>
  inheritFrom(group, {
    ...above,
    path: [...above.path, segment],
    config: wholeKey(group.config ?? segment, above.config),
    name: joined(above.name, segment),
  });

const inheritFrom = (group: GroupOptions, at: Inherited): Inherited => ({
  ...at,
  name: group.name ?? at.name,
  why: group.why ?? at.why,
  since: group.since ?? at.since,
});

/** The feature named `segment`, below what it inherits. */
export function describeLeaf(segment: string, leaf: Leaf, above: Inherited): DescribedFeature {
  const whole = (key: string): string => wholeKey(key === '' ? segment : key, above.config);
  return {
    path: [...above.path, segment],
    flat: `feature_${leaf.name ?? joined(above.name, segment)}`,
    type: typeof leaf.type === 'string' ? leaf.type : 'enum',
    values: typeof leaf.type === 'string' ? [] : leaf.type,
    rule: leaf.read.rule,
    keys: leaf.read.keys.map(whole),
    when: leaf.read.when === undefined ? null : whole(leaf.read.when),
    why: leaf.why ?? above.why,
    since: leaf.since ?? above.since,
    only: leaf.only ?? null,
  };
}

/** The first segment as it is, each further one with its first letter upper-cased, nothing else changed. */
const joined = (name: string, segment: string): string =>
  name === '' ? segment : `${name}${segment.charAt(0).toUpperCase()}${segment.slice(1)}`;

const wholeKey = (key: string, above: string): string => [above, key].filter((part) => part !== '').join('.');

/** A feature, told from a group and from a plain object. */
export const isLeaf = (node: object): node is Leaf => brand in node && node[brand] === 'leaf';

/** A group with options, told from a feature and from a plain object. */
export const isGroup = (node: object): node is Group => brand in node && node[brand] === 'group';
