import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/**
 * The keys that a TELEMETRY.md says a request holds, as one who reads it would put them together: of its tables of fields, of
 * what stands around them and of what is added. Paths as in {@link pathsOf}.
 */
export function keysOnPage(page: string): ReadonlySet<string> {
  const tables = tablesIn(page);
  const columnOf = (title: string, wanted: RegExp): readonly string[] =>
    tables.flatMap(({ titles, rows }) => {
      const column = titles.findIndex((one) => wanted.test(one));
      return titles[0] === title && column >= 0 ? rows.flatMap((row) => row[column] ?? []) : [];
    });
  const fields = tables.flatMap(fieldsOf);
  const added = columnOf('Property', /^Property$/);
  const held = columnOf('Key', /^What it holds$/);
  const keys = columnOf('Key', /^Key$/).map((key, index) => [key, held[index] ?? ''] as const);
  const ofKey = ([key, holds]: readonly [string, string]): readonly string[] => {
    if (/(^|[.\]])properties$/.test(key)) return [...fields, ...added].map((name) => joined(key, name));
    const below = fields.filter((field) => field.startsWith(`${holds}.`));
    if (below.length > 0) return below.map((field) => key + field.slice(holds.length));
    return keys.some(([other]) => other.startsWith(`${key}.`) || other.startsWith(`${key}[]`)) ? [] : [key];
  };
  return new Set(keys.flatMap(ofKey));
}

interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Where a table has one column for the flat name and one for the nested, both are keys. */
function fieldsOf({ titles, rows }: Table): readonly string[] {
  const flat = titles.indexOf('Field');
  const nested = titles.findIndex((title) => title.startsWith('In '));
  const above = titles[nested]?.slice('In '.length) ?? '';
  return rows.flatMap((row) => [
    ...(flat < 0 ? [] : [row[flat] ?? '']),
    ...(nested < 0 || row[nested] === '–' ? [] : [joined(above, row[nested] ?? '')]),
  ]);
}

const joined = (above: string, name: string): string => (name.startsWith('[') ? above + name : `${above}.${name}`);

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function tablesIn(page: string): readonly Table[] {
  const root: Node = fromMarkdown(page, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  return (root.children ?? []).flatMap((node) => {
    if (node.type !== 'table') return [];
    const [titles = [], ...rows] = (node.children ?? []).map((row) => (row.children ?? []).map(textOf));
    return [{ titles, rows }];
  });
}

/** Tags are no text: what the page could not write between backticks stands between `<code>` and `</code>`. */
const textOf = ({ type, value = '', children = [] }: Node): string =>
  type === 'html' ? '' : value + children.map(textOf).join('');

/**
 * The paths of all that is no object in what was received, with dots between; `[]` stands for each of a list, and a name
 * that is no plain word is in brackets.
 */
export function pathsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, below]) => {
    // A property is named as it is, whatever its name is.
    const isProperty = /(^|[.\]])properties$/.test(path);
    const shown = isProperty || /^[\w$-]+$/.test(name) ? name : `[${JSON.stringify(name)}]`;
    return pathsOf(below, path === '' ? shown : joined(path, shown));
  });
}
