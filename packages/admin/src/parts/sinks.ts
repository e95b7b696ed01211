import type { SinkStatus, Status } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import { numeral, time } from '../words.ts';
import { section, terms } from './section.ts';
import { stateChip } from './state.ts';

/** Who receives what, and how it goes. */
export const sinksPart = ({ sinks }: Status): Markup =>
  section(
    'sinks',
    'Receivers',
    sinks.length === 0
      ? html`<p>No sink is known here: nothing is sent.</p>`
      : html`<div class="cards">${sinks.map(sinkPart)}</div>`,
  );

const sinkPart = (sink: SinkStatus): Markup => {
  const { name, receiver, dryRun, waiting, accepted, rejected, lastAnswer, lastAnswerAt, nextAttemptAt } = sink;
  const { company, url, region } = receiver;
  return html` <article class="sink" aria-label="${name}">
    <h3>${name} ${healthChip(sink)}</h3>
    ${terms([
      ['Receiver', html`${company}${region === null ? null : html`, ${region}`}`],
      ['Sent to', url === null || dryRun ? 'nowhere: a dry run' : html`<code>${url}</code>`],
      ['Waiting', numeral(waiting)],
      ['Accepted', numeral(accepted)],
      ['Rejected', numeral(rejected)],
      lastAnswer === null
        ? null
        : ['Last answer', html`${lastAnswer}${lastAnswerAt === null ? null : html`, ${time(lastAnswerAt)}`}`],
      nextAttemptAt === null ? null : ['Tried again', time(nextAttemptAt)],
    ])}
  </article>`;
};

const healthChip = ({ health, failingSince, accepted, rejected, lastAnswer }: SinkStatus): Markup => {
  if (health === 'healthy' && accepted + rejected === 0 && lastAnswer === null)
    return stateChip('unknown', 'not asked yet');
  const since = failingSince === null ? null : html` <span class="dim">since ${time(failingSince)}</span>`;
  return html`${stateChip(health)}${since}`;
};
