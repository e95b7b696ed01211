import { columnsOf, inert, padTo, wrap, type Shade } from '@plainsight/console-sink';
import type { Finding } from '@plainsight/core';
import type { PageStyle } from './preview-page.ts';

/** What was found. */
export interface Diagnosis {
  readonly service: string;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

type Verdict = Finding['verdict'];

const verdicts: readonly Verdict[] = ['failing', 'warning', 'well', 'skipped'];

const marks: Readonly<Record<Verdict, { readonly mark: string; readonly shade: Shade }>> = {
  well: { mark: '✓', shade: 'green' },
  warning: { mark: '!', shade: 'yellow' },
  failing: { mark: '✗', shade: 'red' },
  skipped: { mark: '–', shade: 'dim' },
};

/** Each thing that was looked at: how it is, what was seen, and what to do; at the end how many there are of each. */
export const doctorPage = ({ service, findings, notes }: Diagnosis, { width, paint }: PageStyle): string => {
  const longest = Math.max(0, ...findings.map(({ what }) => columnsOf(inert(what))));
  // `✗ failing  `, then what it is of.
  const verdictWidth = 11;
  const whatWidth = Math.min(longest, Math.floor(width / 4)) + 2;
  const indent = 2 + verdictWidth + whatWidth;

  const lines = ({ what, verdict, seen, todo }: Finding): readonly string[] => {
    const { mark, shade } = marks[verdict];
    const head = `  ${paint(shade, padTo(`${mark} ${verdict}`, verdictWidth))}`;
    const title = inert(what);
    const texts = [
      ...wrap(inert(seen), width - indent),
      ...(todo === null ? [] : advice(todo, width - indent).map((line) => paint('bold', line))),
    ];
    const below = texts.map((line) => `${' '.repeat(indent)}${line}`);
    if (columnsOf(title) + 2 > whatWidth) {
      const [first = '', ...rest] = wrap(title, width - 2 - verdictWidth);
      return [`${head}${first}`, ...rest.map((line) => `${' '.repeat(2 + verdictWidth)}${line}`), ...below];
    }
    return [`${head}${padTo(title, whatWidth)}${texts[0] ?? ''}`, ...below.slice(1)];
  };

  const counts = verdicts
    .map((verdict) => ({ verdict, count: findings.filter((finding) => finding.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  return [
    ...wrap(`What the telemetry of ${inert(service)} needs`, width).map((line) => paint('bold', line)),
    '',
    ...findings.flatMap(lines),
    '',
    ...notes.flatMap((note) => [...wrap(inert(note), width), '']),
    ...wrap(`${counts.join(', ')}.`, width).map((line) => paint('bold', line)),
  ].join('\n');
};

const advice = (todo: string, width: number): readonly string[] =>
  wrap(inert(todo), width - 2).map((line, index) => (index === 0 ? `→ ${line}` : `  ${line}`));
