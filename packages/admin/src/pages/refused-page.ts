import { html, type Markup } from '../markup.ts';
import type { Visit } from '../visit.ts';
import { layout } from './layout.ts';

const texts = {
  403: [
    'Nothing was done',
    'This form did not come from a page of yours, or the page was open when the application restarted. Load the page again, and try once more.',
  ],
  404: ['There is no such page', 'It may be about a record that was deleted since.'],
  405: ['Nothing was done', 'This address takes no request of this kind.'],
  413: ['Nothing was done', 'The form was larger than any form of this page.'],
  415: ['Nothing was done', 'This is no form of this page.'],
  500: ['This page failed', 'Nothing was done by it. The application goes on.'],
} as const satisfies Readonly<Record<number, readonly [title: string, text: string]>>;

/** Why there is nothing to see, for one who may see the page. */
export const refusedPage = (visit: Visit, status: keyof typeof texts): Markup => {
  const [title, text] = texts[status];
  return layout(visit, {
    title,
    under: null,
    body: html` <div class="card ask">
      <h1>${title}</h1>
      <p>${text}</p>
      <div class="buttons"><a class="button main" href="${visit.links.to('')}">To the overview</a></div>
    </div>`,
  });
};
