import type { Preview, TelemetryEvent } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import type { Answered } from '../visit.ts';
import { time } from '../words.ts';
import { jsonPart } from './long.ts';
import { propertiesPart } from './properties.ts';
import { section, trouble } from './section.ts';

/** The next report as it would be sent, made by the same pipeline. */
export const previewPart = (preview: Answered<Preview>, nextReportAt: string | null): Markup =>
  section(
    'preview',
    'The next report',
    'problem' in preview ? trouble(preview.problem) : reportPart(preview.value, nextReportAt),
  );

const reportPart = ({ events, consent, notes }: Preview, nextReportAt: string | null): Markup =>
  html` <p>
      ${
        !consent.on
          ? 'Telemetry is off, and nothing of this is sent. If it were on, this would be:'
          : nextReportAt === null
            ? 'As it would be sent now:'
            : html`Due ${time(nextReportAt)}. As it would be sent now:`
      }
    </p>
    ${events.length === 0 ? html`<p class="dim">This plan has no report.</p>` : events.map(eventPart)}
    ${
      notes.length === 0
        ? null
        : html`<ul class="notes">
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }`;

const eventPart = (event: TelemetryEvent): Markup =>
  html` <h3>${event.name}</h3>
    ${propertiesPart(event)}
    <details class="more">
      <summary>Exact JSON of ${event.name}</summary>
      ${jsonPart(JSON.stringify(event), `Exact JSON of ${event.name}`)}
    </details>`;
