import { html, type Markup, type Piece } from '../markup.ts';
import { assetVersion } from '../parts/asset.ts';
import type { Visit } from '../visit.ts';

/** What a page is, beside what is on each of them. */
export interface PageParts {
  /** What the browser calls it, and what it is about: the only heading of the first level. */
  readonly title: string;
  /** Of which page it is part. `null` for none. */
  readonly under: 'overview' | 'view' | null;
  readonly body: Piece;
  /** Loads the plot. @default false */
  readonly plot?: boolean;
}

/** A whole page. It is complete without a script. */
export const layout = ({ telemetry, links, said }: Visit, { title, under, body, plot = false }: PageParts): Markup => {
  const { service } = telemetry.plan;
  const asset = (name: string): string => links.to(`assets/${assetVersion(name)}/${name}`);
  const entry = (to: string, label: string, isHere: boolean): Markup =>
    html`<li><a href="${links.to(to)}" ${isHere ? html` aria-current="page"` : null}>${label}</a></li>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${service} telemetry</title>
        <link rel="icon" type="image/svg+xml" href="${asset('icon.svg')}" />
        <link rel="stylesheet" href="${asset('style.css')}" />
        ${plot ? html`<script src="${asset('plot.js')}" defer></script>` : null}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top">
          <div class="inner">
            <p class="brand"><span class="service">${service}</span> telemetry</p>
            <nav aria-label="Pages">
              <ul>
                ${entry('', 'Overview', under === 'overview')}${entry('view', 'Records', under === 'view')}
              </ul>
            </nav>
          </div>
        </header>
        <main id="content" tabindex="-1" class="inner">
          ${said === null ? null : saidPart(said.good, said.lines)} ${body}
        </main>
        <footer class="inner">
          <p>Times are in UTC. This page loads nothing from elsewhere, and sends nothing by being looked at.</p>
        </footer>
      </body>
    </html> `;
};

/** What came of a button: read first, and by whoever does not see it too. */
const saidPart = (good: boolean, lines: readonly string[]): Markup =>
  html` <div class="said ${good ? 'good' : 'bad'}" role="${good ? 'status' : 'alert'}" tabindex="-1" autofocus>
    <p class="mark"><span aria-hidden="true">${good ? '✓' : '!'}</span> ${good ? 'Done' : 'Not done'}</p>
    ${lines.map((line) => html`<p>${line}</p>`)}
  </div>`;
