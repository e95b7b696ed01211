import type { Json } from '@plainsight/core';
import { inert } from './inert.ts';
import { columnsOf, padTo, shortened, wrap } from './layout.ts';
import type { Paint } from './terminal.ts';

type Entry = readonly [name: string, value: Json];

/** Features that belong together, and the title that they stand beside. */
export interface FeatureSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Columns that a title may take. */
const titleWidth = 12;

/**
 * Features by group, each in a cell of a grid, with a mark that says on, off or unknown; above them how many there
 * are of each, which explains the marks. Two features are of one group where their names begin with the same word.
 */
export const formatFeatures = (features: readonly Entry[], width: number, paint: Paint): readonly FeatureSection[] => {
  if (features.length === 0) return [];
  const head = [...legend(features, width, paint), ''];
  const groups = groupsOf(features).map(([title, entries]) => ({
    title: shortened(inert(title), titleWidth),
    lines: grid(entries, width, paint),
  }));
  return [{ title: 'features', lines: head }, ...groups];
};

const kinds = {
  on: { mark: '●', shade: 'green' },
  off: { mark: '○', shade: 'dim' },
  unknown: { mark: '?', shade: 'yellow' },
  'with a value': { mark: '◆', shade: 'cyan' },
} as const;

const kindOf = (value: Json): keyof typeof kinds =>
  value === true ? 'on' : value === false ? 'off' : value === null ? 'unknown' : 'with a value';

const legend = (features: readonly Entry[], width: number, paint: Paint): readonly string[] => {
  const count = (kind: string) => features.filter(([, value]) => kindOf(value) === kind).length;
  const parts = (['on', 'off', 'unknown', 'with a value'] as const)
    .filter((kind) => kind !== 'with a value' || count(kind) > 0)
    .map((kind) => ({ plain: `${kinds[kind].mark} ${count(kind)} ${kind}`, kind }));
  const said = 'each sent as feature_<name>';
  const plain = parts.map((part) => part.plain).join('   ');
  const painted = parts
    .map(({ plain: text, kind }) => `${paint(kinds[kind].shade, text.slice(0, 1))}${text.slice(1)}`)
    .join('   ');
  if (columnsOf(plain) + 3 + said.length <= width) return [`${painted}   ${paint('dim', said)}`];
  const counts = columnsOf(plain) <= width ? [painted] : parts.flatMap(({ plain: text }) => wrap(text, width));
  return [...counts, ...wrap(said, width).map((line) => paint('dim', line))];
};

/** Words of a name in camel case: `new`, `Relic`, `QVD`. */
const words = /^[^A-Z]+|[A-Z]+[^A-Z]*/gu;

const firstWord = (name: string): string => name.match(words)?.[0] ?? name;

const groupsOf = (features: readonly Entry[]): readonly (readonly [title: string, entries: readonly Entry[]])[] => {
  const groups = new Map<string, Entry[]>();
  for (const entry of [...features].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))) {
    const word = firstWord(entry[0]);
    groups.set(word, [...(groups.get(word) ?? []), entry]);
  }
  const alone = [...groups.values()].filter((entries) => entries.length === 1).flat();
  const together = [...groups.values()]
    .filter((entries) => entries.length > 1)
    .map((entries) => [commonWords(entries), entries] as const);
  return alone.length === 0 ? together : [...together, [together.length === 0 ? '' : 'others', alone]];
};

/** The words that all names begin with, as many as there is room for, and one at least. */
const commonWords = (entries: readonly Entry[]): string => {
  const [first = [], ...others] = entries.map(([name]) => name.match(words) ?? [name]);
  let title = first[0] ?? '';
  for (const [index, word] of first.entries()) {
    if (index === 0) continue;
    if (columnsOf(title + word) > titleWidth || others.some((other) => other[index] !== word)) break;
    title += word;
  }
  return title;
};

const grid = (entries: readonly Entry[], width: number, paint: Paint): readonly string[] => {
  const texts = entries.map(([name, value]) => {
    const kind = kindOf(value);
    const text = inert(
      kind === 'with a value' ? `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}` : name,
    );
    return { text, kind };
  });
  // Two columns for the mark, two between cells. Halves, thirds and quarters, so that groups stand below each other.
  const widest = Math.max(...texts.map(({ text }) => columnsOf(text))) + 2;
  const columns = [4, 3, 2].find((count) => widest + 2 <= Math.floor((width + 2) / count)) ?? 1;
  const cell = Math.floor((width + 2) / columns);
  const lines: string[] = [];
  for (let index = 0; index < texts.length; index += columns) {
    const cells = texts.slice(index, index + columns);
    if (columns === 1) {
      lines.push(...cells.flatMap(({ text, kind }) => long(text, kind, width, paint)));
      continue;
    }
    const last = cells.length - 1;
    lines.push(
      cells.map(({ text, kind }, at) => one(at === last ? text : padTo(text, cell - 2), kind, paint)).join(''),
    );
  }
  return lines;
};

const one = (text: string, kind: keyof typeof kinds, paint: Paint): string =>
  `${paint(kinds[kind].shade, kinds[kind].mark)} ${kind === 'off' ? paint('dim', text) : text}`;

const long = (text: string, kind: keyof typeof kinds, width: number, paint: Paint): readonly string[] =>
  wrap(text, width - 2).map((line, index) => (index === 0 ? one(line, kind, paint) : `  ${line}`));
