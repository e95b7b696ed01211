import type * as Yaml from 'yaml';
import { unreadValue } from './plain-section.ts';

/** What stands in a document and would be read as something else than it was written for. */
export interface Misread {
  readonly why: string;
  /** Where, as an offset in the text. */
  readonly offset: number;
}

/** What to look through, and how. */
export interface LookThrough {
  readonly document: Yaml.Document;
  readonly yaml: Pick<typeof Yaml, 'Scalar' | 'isAlias' | 'isMap' | 'isNode' | 'isScalar' | 'isSeq'>;
  /** It begins as JSON does, and is none: much that is a slip there is a value in YAML. */
  readonly nearJson: boolean;
}

/**
 * Looks through a document for what would be misread, and gives the first of it: a key that stands there twice, or one that is
 * meant as a comment. Keys become as they are written, whatever they are to YAML (`on`, `1.0`). In the place of a value with
 * a tag that YAML does not know comes one that cannot be read.
 */
export function lookThrough({ document, yaml, nearJson }: LookThrough): Misread | null {
  const { isAlias, isMap, isNode, isScalar, isSeq, Scalar } = yaml;
  const tags = new Set(document.schema.tags.map(({ tag }) => tag));
  let first: Misread | null = null;
  const note = (node: unknown, why: string): void => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    if (first === null || offset < first.offset) first = { why, offset };
  };
  const isPlain = (node: unknown, like: RegExp): boolean =>
    isScalar(node) && node.type === 'PLAIN' && like.test(node.source ?? '');

  /** The node, or one that cannot be read in its place. */
  function sound<N>(node: N): N | Yaml.Scalar<object> {
    if (nearJson && isPlain(node, commentWithin)) note(node, commentInYaml);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return node;
    const { tag, anchor } = node;
    // What has a tag and is a text all the same is not of the kind that its tag says.
    const isText = isScalar(node) && typeof node.value === 'string';
    if (tag === undefined || tag === '!' || (isText ? tag === textTag : tags.has(tag))) return node;
    const unread = new Scalar(unreadValue);
    if (anchor !== undefined) unread.anchor = anchor;
    return unread;
  }

  /** `null` for the key of a merge, which may stand there again, and for a key that is no word. */
  function nameOf(key: unknown): string | null {
    const node = isAlias(key) ? key.resolve(document) : key;
    if (!isScalar(node) || typeof node.value === 'symbol') return null;
    if (node === key && typeof node.value !== 'string' && node.source !== undefined) node.value = node.source;
    return String(node.value);
  }

  document.contents = sound(document.contents);
  const open: unknown[] = [document.contents];
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) {
      node.items = node.items.map(sound);
      for (const item of node.items) open.push(item);
    }
    if (!isMap(node)) continue;
    const names = new Set<string>();
    for (const pair of node.items) {
      const { key } = pair;
      const name = nameOf(key);
      if (isPlain(key, nearJson ? commentWithin : commentAtFirst)) note(key, commentInYaml);
      if (nearJson && pair.value === null) note(key, 'a key stands there without a value');
      if (name !== null && names.has(name)) note(key, 'a key stands there for the second time');
      if (name !== null) names.add(name);
      pair.value = sound(pair.value);
      open.push(key, pair.value);
    }
  }
  return first;
}

const textTag = 'tag:yaml.org,2002:str';
const commentAtFirst = /^\/[/*]/;
const commentWithin = /(?:^|\s)\/[/*]/;
const commentInYaml = 'a comment begins with // or /*, and this is no JSON but YAML, where it begins with #';
