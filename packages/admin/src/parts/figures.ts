import type { Status } from '@plainsight/core';
import { html, type Markup, type Piece } from '../markup.ts';
import type { Visit } from '../visit.ts';
import { numeral, size, time } from '../words.ts';

/** How much there is, each a way to those records. */
export const figuresPart = ({ links }: Visit, status: Status): Markup => {
  const { records, quarantined, dropped, sinks, store, nextSubmissionAt, consent } = status;
  const waiting = Math.max(0, ...sinks.map((sink) => sink.waiting));
  const held = consent.on && nextSubmissionAt !== null ? html`held until ${time(nextSubmissionAt)}` : 'to be sent';
  return html` <section aria-labelledby="figures">
    <h2 id="figures" class="unseen">Figures</h2>
    <ul class="figures">
      ${figure('Records', records, store?.bytes === null || store === null ? 'kept here' : `in ${size(store.bytes)}`, links.to('view'))}
      ${figure('Waiting', waiting, held, links.to('view', { state: 'waiting' }))}
      ${figure('Quarantined', quarantined, 'failed their checks, never sent', links.to('view', { state: 'quarantined' }))}
      ${figure('Lost', dropped, 'there was no room for them', null)}
    </ul>
  </section>`;
};

const figure = (name: string, count: number, about: Piece, to: string | null): Markup =>
  html` <li>
    <span class="count">${numeral(count)}</span>
    ${to === null ? html`<span class="name">${name}</span>` : html`<a class="name" href="${to}">${name}</a>`}
    <span class="dim">${about}</span>
  </li>`;
