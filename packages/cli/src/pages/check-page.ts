import { inert, wrap, type Paint } from '@plainsight/console-sink';
import type { DescribedKey } from '@plainsight/core';
import type { Difference } from '../docs/compare-locks.ts';
import type { PageStyle } from './preview-page.ts';
import { many } from './words.ts';

/** What became of a check. */
export interface Checked {
  readonly ok: boolean;
  /** Lock file and page were written. */
  readonly fixed: boolean;
  readonly version: { readonly lock: number | null; readonly plan: number };
  readonly lock: CheckedFile;
  readonly page: CheckedFile;
  /** Lines of the page that are gone (`- …`) and come (`+ …`), the first few, where it alone is out of date. */
  readonly lines: readonly string[];
  readonly differences: readonly Difference[];
  /** Why the plan must not be so, with the way out. */
  readonly problems: readonly string[];
  /** Keys that the named config lacks. */
  readonly lacking: readonly DescribedKey[];
}

/** A file that the plan should agree with. */
export interface CheckedFile {
  readonly file: string;
  readonly state: 'agrees' | 'differs' | 'missing';
}

/** The check for people: what differs, event by event and field by field, what is wrong with it, and what to do. */
export const checkPage = (checked: Checked, called: string, { width, paint }: PageStyle): string => {
  const { differences, problems, lines, lacking, version } = checked;
  const versions =
    version.lock === null || version.lock === version.plan
      ? []
      : [`Version of the plan: was ${version.lock}, is ${version.plan}.`];
  return [
    ...verdict(checked, called).flatMap((text) => wrap(inert(text), width)),
    ...versions,
    ...section('What differs', differenceLines(differences, paint)),
    ...section(
      'Lines of the page',
      lines.map((line) => paint(line.startsWith('-') ? 'red' : 'green', inert(line))),
    ),
    ...section(
      'What must not be so',
      problems.flatMap((problem) => item(problem, width, paint)),
    ),
    ...section(
      `The config lacks ${many(lacking.length, 'key')}: what they decide is unknown`,
      lacking.map(({ key, for: uses }) => `  ${inert(key)}  ${paint('dim', inert(uses.join(', ')))}`),
      lacking.length > 0,
    ),
  ].join('\n');
};

const section = (title: string, lines: readonly string[], isShown = lines.length > 0): readonly string[] =>
  isShown ? ['', `${title}:`, ...lines] : [];

const verdict = ({ ok, fixed, lock, page, problems }: Checked, called: string): readonly string[] => {
  if (fixed) return [`Wrote ${lock.file} and ${page.file}.`];
  const wrong = [lock, page].flatMap(({ file, state }) =>
    state === 'agrees' ? [] : [state === 'missing' ? `${file} is missing.` : `${file} is not what the plan says.`],
  );
  if (wrong.length === 0 && problems.length === 0)
    return [ok ? 'Plan, lock file and page agree.' : 'Plan, lock file and page agree, and the config does not.'];
  return [
    ...wrong,
    problems.length === 0
      ? `Run ${called} check --fix, look at the difference, and commit it.`
      : 'Nothing was written: the plan has to be changed first. Where its version was raised already, and is in no release yet, take ' +
        'the lock file back to what the last release has, and check again.',
  ];
};

const item = (text: string, width: number, paint: Paint): readonly string[] =>
  wrap(inert(text), width - 4).map((line, index) => paint('red', `${index === 0 ? '  - ' : '    '}${line}`));

const marks = { added: '+', removed: '-', changed: '~' } as const;
const shades = { added: 'green', removed: 'red', changed: 'yellow' } as const;

/** Event by event; a line a field, and one below it for each part that was changed. */
const differenceLines = (differences: readonly Difference[], paint: Paint): readonly string[] => {
  let heading: string | null = null;
  return differences.flatMap((one) => {
    const title = one.of ?? (one.field === null ? 'the whole' : 'every event');
    const lines = heading === title ? [] : [`  ${inert(title)}`];
    heading = title;
    const name = inert(one.field ?? (one.of === null ? (one.part ?? '') : 'the event itself'));
    const mark = paint(shades[one.change], marks[one.change]);
    if (one.change !== 'changed')
      return [...lines, `    ${mark} ${name}  ${paint('dim', inert(one.is ?? one.was ?? ''))}`];
    const part = one.of === null && one.field === null ? '' : ` ${one.part ?? ''}`;
    return [
      ...lines,
      `    ${mark} ${name}${part}`,
      `        was: ${inert(one.was ?? '')}`,
      `        is:  ${inert(one.is ?? '')}`,
    ];
  });
};
