import type { RecordEntry, RecordPage, RecordsQuery, Status } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import { filterForm } from '../parts/filter-form.ts';
import { filterIn, isNarrow, queryOf, type Filter } from '../parts/filter.ts';
import { table, trouble } from '../parts/section.ts';
import { statesOf } from '../parts/state.ts';
import { most, whatItTells } from '../parts/what-it-tells.ts';
import { asked, type Visit } from '../visit.ts';
import { many, time } from '../words.ts';
import { layout } from './layout.ts';

const limit = 25;

/** Some of the records, by filter and page. `given`: what stands in the address. */
export async function viewPage(visit: Visit, given: Readonly<Record<string, string>>): Promise<Markup> {
  const { telemetry, options } = visit;
  const filter = filterIn(given);
  const { query, problems } = queryOf(filter);
  const [status, page] = await Promise.all([
    asked(() => telemetry.status(options)),
    asked(() => pageOf(query, given, (one) => telemetry.records({ ...one, limit }, options))),
  ]);
  return layout(visit, {
    title: 'Records',
    under: 'view',
    body: [
      html`<h1>Records</h1>
        <p>
          What was recorded here, what allowed it, and what became of it. Each opens to the exact JSON that a sink is
          given.
        </p>`,
      filterForm(visit, filter, 'value' in status ? sinksOf(status.value) : []),
      html`${problems.map((problem) => html`<p class="trouble" role="alert"><span aria-hidden="true">!</span> ${problem}</p>`)}`,
      'problem' in page ? trouble(page.problem) : recordsPart(visit, page.value, filter),
    ],
  });
}

const sinksOf = ({ sinks }: Status): readonly string[] => sinks.map(({ name }) => name);

/** A page in the order of the filter, and where those beside it begin. */
interface Page {
  readonly entries: readonly RecordEntry[];
  /** `null` where there is none. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Forwards from `after`, or backwards from `before`: then it is asked for the other way round. */
async function pageOf(
  query: RecordsQuery,
  { after, before }: Readonly<Record<string, string>>,
  ask: (query: RecordsQuery) => Promise<RecordPage>,
): Promise<Page> {
  const [start, end] = [placeIn(after), placeIn(before)];
  if (end !== null) {
    const order = query.order === 'oldest' ? 'newest' : 'oldest';
    const { entries, next } = await ask({ ...query, order, after: end });
    const turned = entries.toReversed();
    // What is left at the begin may be less than a page: then it is the first.
    if (next !== null)
      return { entries: turned, before: turned[0]?.position ?? end, after: turned.at(-1)?.position ?? end };
  }
  const from = end === null ? start : null;
  const { entries, next } = await ask({ ...query, ...(from === null ? {} : { after: from }) });
  return { entries, before: from === null ? null : (entries[0]?.position ?? from), after: next };
}

const placeIn = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : null;

function recordsPart(visit: Visit, { entries, before, after }: Page, filter: Filter): Markup {
  const { links } = visit;
  const isOldest = filter.order === 'oldest';
  const to = (place: Readonly<Record<string, string>>): string => links.to('view', { ...asQuery(filter), ...place });
  const [earlier, later] = isOldest ? ['Older', 'Newer'] : ['Newer', 'Older'];
  const empty = isNarrow(filter) ? 'There are no such records.' : 'There are no records.';
  return html` ${
      entries.length === 0
        ? html`<p class="none">${empty}</p>`
        : html`<div class="card">
            ${table(
              `${many(entries.length, 'record')}, the ${filter.order} first`,
              ['Time', 'Event', 'What became of it'],
              entries.map((entry) => rowOf(visit, entry)),
              'records',
            )}
          </div>`
    }
    <nav aria-label="Pages of records" class="pages">
      ${before === null ? html`<span></span>` : html`<a rel="prev" class="button plain" href="${to({ before: String(before) })}">← ${earlier}</a>`}
      ${after === null ? html`<span></span>` : html`<a rel="next" class="button plain" href="${to({ after: String(after) })}">${later} →</a>`}
    </nav>`;
}

const asQuery = ({ order, ...rest }: Filter): Readonly<Record<string, string | undefined>> => ({
  ...rest,
  order: order === 'oldest' ? order : undefined,
});

const rowOf = ({ links, telemetry }: Visit, entry: RecordEntry): Markup => {
  const { name, timestamp } = entry.kind === 'record' ? entry.event : entry.quarantined;
  // Where it is narrow a row is no row to see: the roles say that it is one still.
  return html`<tr role="row">
    <td class="time" role="cell">${time(timestamp)}</td>
    <th scope="row" role="rowheader">
      <a href="${links.to(`view/${entry.position}`)}">${name.length < 200 ? name : `${name.slice(0, 200)}…`}</a>
      <p class="tells">
        ${entry.kind === 'record' ? whatItTells(entry.event, telemetry.plan) : entry.quarantined.reasons.join('; ').slice(0, most)}
      </p>
    </th>
    <td class="became" role="cell">${statesOf(entry)}</td>
  </tr>`;
};
