import { html, type Markup, type Piece } from '../markup.ts';

/** A part of a page under a heading of the second level. `id` is its own, of letters. */
export const section = (id: string, title: string, body: Piece, kind = ''): Markup =>
  html` <section class="card ${kind}" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;

/** In place of what telemetry could not tell. */
export const trouble = (problem: string): Markup =>
  html`<p class="trouble"><span aria-hidden="true">!</span> This could not be looked up: ${problem}</p>`;

/** Terms and what they are. What is `null` is left out. */
export const terms = (pairs: readonly (readonly [term: Piece, description: Piece] | null)[], kind = ''): Markup =>
  html` <dl class="terms ${kind}">
    ${pairs.map((pair) =>
      pair === null
        ? null
        : html`<div>
            <dt>${pair[0]}</dt>
            <dd>${pair[1]}</dd>
          </div>`,
    )}
  </dl>`;

/** A table that can be scrolled where it is wider than its place, by keyboard too. */
export const table = (caption: string, head: readonly string[], rows: readonly Markup[], kind = ''): Markup =>
  html` <div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table class="${kind}" role="table">
      <caption>
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${head.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows}
      </tbody>
    </table>
  </div>`;
