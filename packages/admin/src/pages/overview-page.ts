import type { Status } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import { aboutPart } from '../parts/about.ts';
import { activityPart, rangeOf } from '../parts/activity.ts';
import { askingButton } from '../parts/button.ts';
import { decisionPart, placesPart } from '../parts/decision.ts';
import { figuresPart } from '../parts/figures.ts';
import { noticePart } from '../parts/notice.ts';
import { previewPart } from '../parts/preview.ts';
import { section, trouble } from '../parts/section.ts';
import { sinksPart } from '../parts/sinks.ts';
import { asked, type Visit } from '../visit.ts';
import { layout } from './layout.ts';

/** What telemetry is, does and would do, on one page. */
export async function overviewPage(visit: Visit, rangeName: string | undefined): Promise<Markup> {
  const { telemetry, options, now } = visit;
  const range = rangeOf(rangeName);
  const [status, preview, activity] = await Promise.all([
    asked(() => telemetry.status(options)),
    asked(() => telemetry.preview(options)),
    asked(() => telemetry.activity(range.asked(now), options)),
  ]);
  const nextReportAt = 'value' in status ? status.value.nextReportAt : null;
  return layout(visit, {
    title: 'value' in status ? `Telemetry is ${status.value.consent.on ? 'on' : 'off'}` : 'Telemetry',
    under: 'overview',
    plot: true,
    body: [
      'value' in status
        ? top(visit, status.value)
        : html`<h1>Telemetry</h1>
            ${trouble(status.problem)}`,
      activityPart(visit, activity, range),
      previewPart(preview, nextReportAt),
      ...('value' in status
        ? [sinksPart(status.value), placesPart(status.value.consent), aboutPart(status.value, telemetry.plan)]
        : []),
      deletionPart(visit),
    ],
  });
}

const top = (visit: Visit, status: Status): Markup =>
  html` ${decisionPart(visit, status)} ${problemsPart(status)} ${noticePart(visit, status)}
  ${figuresPart(visit, status)}`;

const problemsPart = ({ problems }: Status): Markup | null =>
  problems.length === 0
    ? null
    : section(
        'problems',
        problems.length === 1 ? 'A problem' : `${problems.length} problems`,
        html`<ul class="plain">
          ${problems.map((problem) => html`<li>${problem}</li>`)}
        </ul>`,
        'bad',
      );

const deletionPart = (visit: Visit): Markup =>
  section(
    'deletion',
    'Delete',
    html` <p>What is deleted here is gone for good. What a receiver has got is deleted there on request.</p>
      <div class="buttons">
        ${askingButton(visit, 'delete-submitted', 'Delete what was submitted', 'danger')}${askingButton(visit, 'delete-all', 'Delete all', 'danger')}
      </div>`,
  );
