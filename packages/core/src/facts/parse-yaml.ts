import type * as Yaml from 'yaml';
import { reasonOf } from '../errors.ts';
import { loadPackage } from '../surroundings/load-package.ts';
import { inert, kindOf } from './shown.ts';

/** A config that was parsed, or what is wrong with the text. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: object }
  | { readonly ok: false; readonly why: string; readonly line: number | null; readonly column: number | null };

/**
 * An anchor may be used that often. A "billion laughs" of aliases of aliases passes it within a few levels, and is
 * refused before it is unfolded.
 */
const mostAliases = 1000;

/**
 * Parses a config in YAML 1.2 (or 1.1, where a directive says so) or JSON. Nothing but comments is an empty config. Tags
 * that YAML does not know are ignored: none runs code. Never rejects for what stands in the text.
 */
export async function parseYaml(text: string): Promise<ParsedConfig> {
  const yaml = await loadPackage('yaml', import('yaml'), [
    'LineCounter',
    'parseDocument',
    'isMap',
    'isScalar',
    'isSeq',
  ]);
  const lines = new yaml.LineCounter();
  try {
    const document = yaml.parseDocument(text, {
      lineCounter: lines,
      logLevel: 'error',
      merge: true,
      // They quote the lines around the place, which may hold a password.
      prettyErrors: false,
      resolveKnownTags: false,
      // Its own check compares each key of a map with each other: minutes for a map of 100,000 keys.
      uniqueKeys: false,
    });
    const [error] = document.errors;
    if (error !== undefined) return wrong(explain(error.code, error.message), lines, error.pos[0]);
    const twice = findDuplicate(document, yaml);
    if (twice !== null) return wrong('a key stands there for the second time', lines, twice);
    const config: unknown = document.toJS({ maxAliasCount: mostAliases });
    if (config === null || config === undefined) return { ok: true, config: {} };
    if (typeof config === 'object' && !Array.isArray(config)) return { ok: true, config };
    return wrong(`it holds ${kindOf(config)} where a config is expected`);
  } catch (error) {
    return wrong(explain('', reasonOf(error)));
  }
}

type Kinds = Pick<typeof Yaml, 'isMap' | 'isScalar' | 'isSeq'>;

/** Where a key first stands for the second time in its map, as an offset. Keys that JavaScript takes for one are one. */
function findDuplicate(document: Yaml.Document.Parsed, { isMap, isScalar, isSeq }: Kinds): number | null {
  const open: unknown[] = [document.contents];
  let first = Infinity;
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) for (const item of node.items) open.push(item);
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      open.push(key, value);
      // The key of a merge is a symbol, and may stand there again.
      if (!isScalar(key) || typeof key.value === 'symbol') continue;
      const name = String(key.value);
      if (seen.has(name)) first = Math.min(first, key.range?.[0] ?? 0);
      seen.add(name);
    }
  }
  return Number.isFinite(first) ? first : null;
}

/** The parser's words, or clearer ones for what is met often. */
function explain(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'a tab stands where spaces are expected';
  if (code === 'MULTIPLE_DOCS') return 'a second document begins, and a config is one document';
  if (code === 'RESOURCE_EXHAUSTION') return 'it is nested too deeply';
  // The parser's own words quote what stands there.
  if (code === 'BAD_DQ_ESCAPE') return 'a text in double quotes has an escape sequence that YAML does not know';
  if (code === 'TAG_RESOLVE_FAILED') return 'a tag stands there that YAML does not know';
  if (code === 'BAD_DIRECTIVE') return 'a directive stands there that YAML does not know';
  if (message.startsWith('Excessive alias count')) return `an anchor is used more than ${mostAliases} times`;
  return unquoted(message);
}

/** What the parser says without what it quotes: a line of a config may hold a password. */
function unquoted(message: string): string {
  const [said = ''] = message.split(/: |\n/);
  return inert(said.replace(/\.$/, '').slice(0, 100));
}

function wrong(why: string, lines?: Yaml.LineCounter, offset?: number): ParsedConfig {
  if (lines === undefined || offset === undefined) return { ok: false, why, line: null, column: null };
  const { line, col } = lines.linePos(offset);
  return { ok: false, why, line: line === 0 ? 1 : line, column: col === 0 ? 1 : col };
}
