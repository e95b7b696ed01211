import type { ActivityAsked, ActivityBucket } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import type { Answered, Visit } from '../visit.ts';
import { many, numeral } from '../words.ts';
import { section, table, trouble } from './section.ts';

const hourMillis = 3600 * 1000;

/** How far back the plot goes, and how wide its bars are. */
export interface Range {
  readonly name: string;
  readonly label: string;
  readonly hours: number;
  readonly bucketHours: number;
  /** What is asked for, so that the last bucket is the one that the present lies in. */
  asked(now: number): Required<ActivityAsked> & { readonly from: number; readonly to: number };
}

const range = (name: string, label: string, hours: number, bucketHours: number): Range => ({
  name,
  label,
  hours,
  bucketHours,
  asked: (now) => {
    const width = bucketHours * hourMillis;
    const to = Math.floor(now / width) * width + width;
    return { from: to - hours * hourMillis, to, bucketHours };
  },
});

const ranges: readonly Range[] = [
  range('day', '24 hours', 24, 1),
  range('week', '7 days', 168, 6),
  range('month', '30 days', 720, 24),
  range('year', '1 year', 53 * 168, 168),
];

/** By its name; 30 days for any other. */
export const rangeOf = (name: string | undefined): Range =>
  ranges.find((one) => one.name === name) ?? range('month', '30 days', 720, 24);

const mostNames = 5;

/** Events over time as a plot, which a script draws from the table below it. The table is complete without one. */
export const activityPart = ({ links, now }: Visit, activity: Answered<readonly ActivityBucket[]>, of: Range): Markup =>
  section(
    'activity',
    'Events over time',
    html` <nav aria-label="How far back">
        <ul class="tabs">
          ${ranges.map(
            ({ name, label }) =>
              html`<li>
                <a
                  href="${links.to('', { range: name })}#activity"
                  ${name === of.name ? html` aria-current="true"` : null}
                  >${label}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      ${'problem' in activity ? trouble(activity.problem) : plotPart(activity.value, of, now)}`,
  );

function plotPart(buckets: readonly ActivityBucket[], of: Range, now: number): Markup {
  const { from, to, bucketHours } = of.asked(now);
  const names = mostOf(buckets);
  const columns = [...names.shown, ...(names.others ? ['others'] : []), 'quarantined'];
  const counts = buckets.map((bucket) => ({ at: bucket.at, counts: columnsOf(bucket, names.shown, names.others) }));
  const total = counts.reduce((sum, one) => sum + sumOf(one.counts), 0);
  if (total === 0) return html`<p class="none">There is no record of the last ${of.label}.</p>`;
  const busiest = counts.reduce((one, other) => (sumOf(other.counts) > sumOf(one.counts) ? other : one));
  const summary = `${many(total, 'event')} of the last ${of.label} are kept here. The most, ${numeral(sumOf(busiest.counts))}, are of ${bucketName(busiest.at, bucketHours)}.`;
  return html` <p>${summary}</p>
    <div
      class="plot"
      role="img"
      aria-label="A plot of the events of the last ${of.label}: the numbers are in the table below"
      data-from="${from}"
      data-to="${to}"
      data-step="${bucketHours * hourMillis}"
      hidden
    ></div>
    <details class="more">
      <summary>The numbers as a table</summary>
      ${table(
        `Events by name, ${unitOf(bucketHours)}`,
        ['Time (UTC)', ...columns],
        counts.map(
          (one) =>
            html`<tr data-at="${one.at}">
              <th scope="row">${bucketName(one.at, bucketHours)}</th>
              ${one.counts.map((count) => html`<td class="number">${numeral(count)}</td>`)}
            </tr>`,
        ),
        'activity',
      )}
    </details>`;
}

/** Names that most events have; the rest is told as one. */
function mostOf(buckets: readonly ActivityBucket[]): { readonly shown: readonly string[]; readonly others: boolean } {
  const totals = new Map<string, number>();
  for (const { names } of buckets) {
    for (const [name, count] of Object.entries(names)) totals.set(name, (totals.get(name) ?? 0) + count);
  }
  const sorted = [...totals].toSorted(([, one], [, other]) => other - one).map(([name]) => name);
  return sorted.length <= mostNames
    ? { shown: sorted, others: false }
    : { shown: sorted.slice(0, mostNames - 1), others: true };
}

function columnsOf(
  { names, quarantined }: ActivityBucket,
  shown: readonly string[],
  others: boolean,
): readonly number[] {
  const rest = Object.entries(names).reduce((sum, [name, count]) => (shown.includes(name) ? sum : sum + count), 0);
  return [
    ...shown.map((name) => (Object.hasOwn(names, name) ? (names[name] ?? 0) : 0)),
    ...(others ? [rest] : []),
    quarantined,
  ];
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const bucketName = (at: number, bucketHours: number): string => {
  const iso = new Date(at).toISOString();
  if (bucketHours < 24) return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
  return bucketHours === 24 ? iso.slice(0, 10) : `the week from ${iso.slice(0, 10)}`;
};

const unitOf = (bucketHours: number): string =>
  bucketHours < 24
    ? bucketHours === 1
      ? 'by hour'
      : `by ${bucketHours} hours`
    : bucketHours === 24
      ? 'by day'
      : 'by week';
