import { columnsOf, inert, padTo, shortened, wrap, type Paint } from '@plainsight/console-sink';
import type { Consent } from '@plainsight/core';

/** The decision in words, on and off in capitals: `ON, because Butler.anonTelemetry is true`. */
export const decision = ({ on, reason }: Consent, width: number, paint: Paint): readonly string[] => {
  const word = on ? 'ON' : 'OFF';
  const text = inert(reason).replace(/^(?:on|off)\b/iu, word);
  const [first = '', ...rest] = wrap(text.startsWith(word) ? text : `${word}: ${text}`, width);
  return [`${paint('bold', paint(on ? 'green' : 'yellow', word))}${first.slice(word.length)}`, ...rest];
};

interface Cells {
  readonly name: string;
  readonly holds: string;
  readonly says: string;
  readonly decided: boolean;
}

const decidedMark = '← decided';

/** The four places as a table: name, what each holds, what it says, and which one decided. */
export const placeRows = (consent: Consent, width: number, paint: Paint): readonly string[] => {
  const rows: Cells[] = consent.places.map(({ name, configured, holds, says }) => ({
    name: inert(name),
    holds: holds === null ? '–' : inert(holds),
    says: says ?? (configured ? '–' : 'not in this plan'),
    decided: name === consent.decidedBy,
  }));
  if (!rows.some(({ decided }) => decided)) {
    rows.push({ name: inert(consent.decidedBy), holds: '–', says: consent.on ? 'on' : 'off', decided: true });
  }
  const problems = problemsOf(consent, width, paint);
  const names = Math.max(...rows.map(({ name }) => columnsOf(name))) + 2;
  const room = width - names - columnsOf(`  says  ${decidedMark}`);
  if (room < 5) return [...rows.flatMap((row) => stacked(row, width, paint)), ...problems];

  const holds = Math.max(5, Math.min(room, Math.max(...rows.map((row) => columnsOf(row.holds))))) + 2;
  return [
    paint('dim', `${padTo('place', names)}${padTo('holds', holds)}says`),
    ...rows.map(
      (row) => `${padTo(row.name, names)}${padTo(shortened(row.holds, holds - 2), holds)}${verdict(row, 6, paint)}`,
    ),
    ...problems,
  ];
};

const verdict = ({ says, decided }: Cells, column: number, paint: Paint): string => {
  const shade = says === 'on' ? 'green' : says === 'off' ? 'yellow' : 'dim';
  return decided ? `${paint(shade, padTo(says, column))}${paint('bold', decidedMark)}` : paint(shade, says);
};

/** A row where there is no room for a table. */
const stacked = (row: Cells, width: number, paint: Paint): readonly string[] => [
  ...wrap(row.name, width),
  `  ${padTo(shortened(row.holds, 5), 7)}${verdict(row, 5, paint)}`,
];

/** What the decision says in words already is not said again. */
const problemsOf = ({ places, reason }: Consent, width: number, paint: Paint): readonly string[] =>
  places
    .flatMap(({ problem }) => (problem === null || reason.includes(problem) ? [] : wrap(inert(problem), width)))
    .map((line) => paint('red', line));
