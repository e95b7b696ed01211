import type { Notice, Status } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import type { Visit } from '../visit.ts';
import { time } from '../words.ts';
import { button } from './button.ts';
import { section } from './section.ts';

/** What is new and waits for the operator, or for a grace to end. `null` where nothing does. */
export const noticePart = (
  visit: Visit,
  { notice, consent, planVersion }: Status,
  { wasShown, text }: Pick<Notice, 'wasShown' | 'text'>,
): Markup | null => {
  const { sendsFrom, withheld, withheldUntil } = notice;
  const isHeld = consent.on && sendsFrom !== null;
  if (!isHeld && withheld.length === 0) return null;
  return section(
    'notice',
    withheld.length === 0 ? 'Nothing is sent yet' : `New in version ${planVersion} of the plan`,
    html` ${isHeld ? html`<p>Nothing leaves before ${time(sendsFrom)}, so that you can look at it first.</p>` : null}
      ${
        withheld.length === 0
          ? null
          : html`<p>
                ${
                  withheldUntil === null
                    ? 'Not collected until you accept it:'
                    : html`Not collected before ${time(withheldUntil)}, unless you accept it earlier:`
                }
              </p>
              <ul class="items">
                ${withheld.map(({ kind, name, why }) => html`<li><code>${name}</code> <span class="dim">${kinds[kind]}</span><br />${why}</li>`)}
              </ul>`
      }
      ${
        wasShown
          ? null
          : html`<ul class="plain">
              ${text.split('\n').map((line) => html`<li>${line.trim()}</li>`)}
            </ul>`
      }
      <div class="buttons">${button(visit, 'acknowledge', `Accept version ${planVersion}`, 'main')}</div>`,
    'new',
  );
};

const kinds = {
  event: 'a telemetry event',
  count: 'a count',
  property: 'a property of an event',
  feature: 'a feature',
  gauge: 'a gauge',
  context: 'sent with every event',
  system: 'about this machine',
} as const satisfies Readonly<Record<Status['notice']['withheld'][number]['kind'], string>>;
