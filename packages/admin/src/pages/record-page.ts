import type { Quarantined, RecordDelivery, RecordEntry } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import { jsonPart, long } from '../parts/long.ts';
import { propertiesPart } from '../parts/properties.ts';
import { section, table, terms, trouble } from '../parts/section.ts';
import { stateChip, statesOf } from '../parts/state.ts';
import { recordAt } from '../record-at.ts';
import { asked, type Visit } from '../visit.ts';
import { many, time, timeOfMillis } from '../words.ts';
import { layout } from './layout.ts';

type Recorded = RecordEntry & { readonly kind: 'record' };

/** One record whole. `null` where there is none at this place. */
export async function recordPage(visit: Visit, place: string): Promise<Markup | null> {
  const found = await asked(() => recordAt(visit, place));
  if ('problem' in found) {
    return layout(visit, {
      title: 'Record',
      under: 'view',
      body: html`<h1>Record</h1>
        ${trouble(found.problem)}`,
    });
  }
  const entry = found.value;
  if (entry === null) return null;
  const { name } = entry.kind === 'record' ? entry.event : entry.quarantined;
  return layout(visit, {
    title: name.slice(0, 200),
    under: 'view',
    body: [
      html`<p><a href="${visit.links.to('view')}">← All records</a></p>
        <h1>${long(name)}</h1>
        <p>${statesOf(entry)}</p>`,
      ...(entry.kind === 'record' ? recordParts(visit, entry) : [quarantinedPart(entry.quarantined)]),
    ],
  });
}

const recordParts = ({ links }: Visit, { position, event, bytes, receipt, sinks }: Recorded): readonly Markup[] => {
  const json = JSON.stringify(event);
  return [
    section(
      'event',
      'The telemetry event',
      html`${terms([
          ['When', time(event.timestamp)],
          ['Uuid', html`<code>${event.uuid}</code>`],
          ['Distinct id', html`<code>${long(event.distinctId)}</code>`],
          ['Size', many(bytes, 'byte')],
        ])}
        <h3>Its properties</h3>
        ${propertiesPart(event)}`,
    ),
    section(
      'json',
      'Exact JSON',
      html`<p>
          Byte for byte as a sink is given it, with nothing before or after.
          <a href="${links.to(`view/${position}/event.json`)}" download>Download it</a>
        </p>
        ${jsonPart(json, 'Exact JSON of the telemetry event')}`,
    ),
    section(
      'deliveries',
      'What each sink said',
      Object.keys(sinks).length === 0
        ? html`<p>It is meant for no sink.</p>`
        : table(
            'What became of it, by sink',
            ['Sink', 'State', 'When', 'Receipt', 'Why'],
            Object.entries(sinks).map(([name, delivery]) => deliveryRow(name, delivery)),
          ),
    ),
    section(
      'receipt',
      'What allowed it',
      terms([
        ['Allowed by', receipt.allowedBy],
        ['Plan', `version ${receipt.planVersion}`],
        ['Plan hash', html`<code>${receipt.planHash}</code>`],
      ]),
    ),
  ];
};

const none = html`<span class="dim">–</span>`;

const deliveryRow = (name: string, { state, at, receipt, why }: RecordDelivery): Markup =>
  html` <tr>
    <th scope="row">${name}</th>
    <td>${stateChip(state)}</td>
    <td>${at === null ? none : timeOfMillis(at)}</td>
    <td>${receipt === null ? none : html`<code>${long(receipt)}</code>`}</td>
    <td>${why === null ? none : long(why)}</td>
  </tr>`;

/** What is left of an event that failed its checks: everything but its values. */
const quarantinedPart = ({ timestamp, uuid, fields, reasons }: Quarantined): Markup =>
  section(
    'quarantined',
    'It failed its checks',
    html`<p>It is never sent, and its values are kept nowhere.</p>
      ${terms([
        [
          'Why',
          html`<ul class="plain">
            ${reasons.map((reason) => html`<li>${long(reason)}</li>`)}
          </ul>`,
        ],
        ['When', time(timestamp)],
        ['Uuid', html`<code>${uuid}</code>`],
        ['Its fields', long(fields.join(', '))],
      ])}`,
  );
