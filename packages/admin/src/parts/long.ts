import { html, type Markup } from '../markup.ts';
import { visible } from '../visible.ts';
import { numeral } from '../words.ts';

const foldedFrom = 400;
const shownOfFolded = 120;

/** A text that may be of any length: what is long is folded away behind its beginning. */
export const long = (text: string): Markup =>
  text.length < foldedFrom
    ? html`<span class="text">${text}</span>`
    : html`<details class="long">
        <summary>
          ${text.slice(0, shownOfFolded)}… <span class="dim">(${numeral(text.length)} characters)</span>
        </summary>
        <div class="text">${text}</div>
      </details>`;

/** JSON as it is, on one line, and what to know where it is not shown as it is. */
export const jsonPart = (json: string, label: string): Markup => {
  const isShownAsIs = visible(json) === json;
  return html`<pre class="json" tabindex="0" role="region" aria-label="${label}"><code>${json}</code></pre>
    ${
      isShownAsIs
        ? null
        : html`<p class="dim">
            It holds characters that a browser would obey rather than show. Here they are written as JSON escapes, which
            mean the same.
          </p>`
    }`;
};
