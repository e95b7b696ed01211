import type { Problem } from '../errors.ts';
import { atRoot, describeLeaf, inherit, isGroup, isLeaf, type DescribedFeature, type Inherited } from './describe.ts';
import type { GroupOptions, Leaf } from './features.ts';
import { keyProblems, nameProblems, sinceProblems } from './name-rules.ts';
import { inWords, isPlain, structureProblems } from './structure.ts';
import { enumProblems } from './value-rules.ts';

/** What is wrong with the features of a plan. */
export function featureProblems(features: unknown, version: unknown): readonly Problem[] {
  if (!isPlain(features)) return [];
  const problems: Problem[] = [];
  /** Where each flat name stands first. */
  const flatNames = new Map<string, string>();

  function visitTree(tree: unknown, at: string, above: Inherited): void {
    if (!isPlain(tree)) return;
    const nodes = Object.entries(tree);
    const message = 'has no features. Give it one, or take it out.';
    if (nodes.length === 0) problems.push({ code: 'empty', at, message });
    for (const [segment, node] of nodes) visit(segment, node, `${at}.${segment}`, above);
  }

  function visit(segment: string, node: unknown, at: string, above: Inherited): void {
    problems.push(...nameProblems(segment, at));
    if (!isPlain(node)) {
      problems.push({ code: 'wrong-type', at, message: `is ${inWords(node)}. ${hint(node)}` });
    } else if (isLeaf(node)) {
      visitLeaf(segment, node, at, above);
    } else if (isGroup(node)) {
      visitTree(node.features, at, inherit(segment, soundOptions(node, at), above));
    } else {
      visitTree(node, at, inherit(segment, {}, above));
    }
  }

  function visitLeaf(segment: string, leaf: Leaf, at: string, above: Inherited): void {
    const structure = structureProblems('leaf', leaf, at);
    problems.push(...structure, ...sinceProblems(leaf.since, at, version), ...typeProblems(leaf.type, at));
    if (structure.length > 0) return;
    const described = describeLeaf(segment, leaf, above);
    const { flat } = described;
    const first = flatNames.get(flat);
    problems.push(...describedProblems(described, at));
    if (first === undefined) {
      flatNames.set(flat, at);
    } else {
      const message = `has the flat name ${flat}, as ${first} has. Give it a name of its own.`;
      problems.push({ code: 'duplicate-flat-name', at, message });
    }
  }

  /** Options that are wrong are left out, so that what is below is judged as if they were right. */
  function soundOptions(group: GroupOptions, at: string): GroupOptions {
    const structure = structureProblems('group', group, at);
    problems.push(...structure, ...sinceProblems(group.since, at, version));
    if (structure.length === 0) return group;
    const wrong = new Set(structure.map((problem) => problem.at));
    return Object.fromEntries(Object.entries(group).filter(([option]) => !wrong.has(`${at}.${option}`)));
  }

  const at = 'features';
  if (isLeaf(features)) {
    problems.push({ code: 'wrong-type', at, message: 'is a single feature. Give features by name.' });
  } else if (isGroup(features)) {
    visitTree(features.features, at, atRoot(soundOptions(features, at)));
  } else {
    visitTree(features, at, atRoot());
  }
  return problems;
}

const hint = (node: unknown): string =>
  typeof node === 'function'
    ? 'Call it: flag().'
    : 'Give a feature, as flag(), or features by name; the options of a group belong in group({ … }).';

/** The type of a feature comes from what made it, but for the values of `oneOf`. */
function typeProblems(type: unknown, at: string): readonly Problem[] {
  if (type === undefined || type === 'boolean' || type === 'number') return [];
  if (Array.isArray(type)) return enumProblems(type, at, ['string', 'number']);
  return [{ code: 'wrong-type', at, message: `may be ${inWords(type)}. Give oneOf a list of words or numbers.` }];
}

function describedProblems({ flat, keys, when, why }: DescribedFeature, at: string): readonly Problem[] {
  const problems = [...nameProblems(flat, at)];
  for (const key of keys) problems.push(...keyProblems(key, at));
  if (when !== null) problems.push(...keyProblems(when, at));
  if (why === '') {
    const message = 'has no why, nor has a group above it. Give one of them the reason why it is collected.';
    problems.push({ code: 'no-why', at, message });
  }
  return problems;
}
