import type { Notice, Status } from '@plainsight/core';
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
  const [status, notice, preview, activity] = await Promise.all([
    asked(() => telemetry.status(options)),
    asked(() => telemetry.notice(options)),
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
        ? top(visit, status.value, 'value' in notice ? notice.value : null)
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

/** Without the notice nothing can be accepted: where it cannot be read, decisions cannot either. */
const top = (visit: Visit, status: Status, notice: Notice | null): Markup =>
  html` ${decisionPart(visit, status)} ${problemsPart(status)}
  ${notice === null ? null : noticePart(visit, status, notice)} ${figuresPart(visit, status)}`;

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
