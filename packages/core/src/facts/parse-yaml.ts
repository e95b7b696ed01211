import type * as Yaml from 'yaml';
import { reasonOf } from '../errors.ts';
import { loadPackage } from '../surroundings/load-package.ts';
import { foreignFormat } from './foreign-format.ts';
import { jsonWithComments } from './json-with-comments.ts';
import { notSection } from './plain-section.ts';
import { inert } from './shown.ts';
import { lookThrough } from './yaml-nodes.ts';

/** A config that was parsed, or what is wrong with the text. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: object }
  | {
      readonly ok: false;
      readonly why: string;
      readonly line: number | null;
      readonly column: number | null;
      /** True where it was parsed whole, and is something else than a config. */
      readonly isOther: boolean;
    };

/**
 * An anchor may be used that often. A "billion laughs" of aliases of aliases passes it within a few levels, and is
 * refused before it is unfolded.
 */
const mostAliases = 1000;

/**
 * Parses a config in YAML 1.2 (or 1.1, where a directive says so), or in JSON with or without comments. Nothing but comments is
 * an empty config. A value with a tag that YAML does not know cannot be read: none runs code. Never rejects for what stands
 * in the text.
 */
export async function parseYaml(text: string): Promise<ParsedConfig> {
  const yaml = await loadPackage('yaml', import('yaml'), [
    'LineCounter',
    'Scalar',
    'parseDocument',
    'isAlias',
    'isMap',
    'isNode',
    'isScalar',
    'isSeq',
  ]);
  const lines = new yaml.LineCounter();
  try {
    const { json, beginsAsJson } = jsonWithComments(text);
    const document = yaml.parseDocument(json ?? text, {
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
    if (error !== undefined)
      return wrong(otherThanYaml(text) ?? explain(error.code, error.message), lines, error.pos[0]);
    const misread = lookThrough({ document, yaml, nearJson: json === null && beginsAsJson });
    if (misread !== null) return wrong(misread.why, lines, misread.offset);
    const config: unknown = document.toJS({ maxAliasCount: mostAliases });
    if (config === null || config === undefined) return { ok: true, config: {} };
    const kind = notSection(config);
    if (kind === null && typeof config === 'object') return { ok: true, config };
    // A text may be half of a key.
    const isOther = typeof config === 'object';
    const why = isOther ? null : otherThanYaml(text);
    return { ...wrong(why ?? `it holds ${kind} where a config is expected`), isOther };
  } catch (error) {
    return wrong(explain('', reasonOf(error)));
  }
}

function otherThanYaml(text: string): string | null {
  const format = foreignFormat(text);
  return format === null ? null : `it is no YAML and looks like ${format}, and may hold YAML or JSON`;
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

function wrong(why: string, lines?: Yaml.LineCounter, offset?: number): ParsedConfig & { readonly ok: false } {
  const { line, col } = lines === undefined || offset === undefined ? nowhere : lines.linePos(offset);
  return { ok: false, why, line: line === 0 ? 1 : line, column: col === 0 ? 1 : col, isOther: false };
}

const nowhere = { line: null, col: null };
