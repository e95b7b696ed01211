import type { Consent, Status } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import type { Visit } from '../visit.ts';
import { askingButton, button } from './button.ts';
import { section, table } from './section.ts';
import { stateChip } from './state.ts';

/** Nobody expects of a page that telemetry runs in the process that shows it. */
const running: Readonly<Record<Status['state'], string>> = {
  on: 'It is running in this application.',
  off: 'It is not running in this application.',
  'not started': '',
  closed: 'This application has closed it.',
};

/** Whether telemetry is on, and what decided so, with the buttons that go with it. */
export const decisionPart = (visit: Visit, { consent, state, noticed }: Status): Markup =>
  html` <section class="decision ${consent.on ? 'on' : 'off'}" aria-labelledby="decision">
    <div>
      <h1 id="decision"><span class="lamp" aria-hidden="true"></span>Telemetry is ${consent.on ? 'on' : 'off'}</h1>
      <p class="reason">${reasonOf(consent)}</p>
      ${(noticed ?? running[state]) === '' ? null : html`<p class="dim">${noticed ?? running[state]}</p>`}
    </div>
    <div class="buttons">
      ${
        consent.on
          ? [button(visit, 'submit', 'Submit now', 'main'), askingButton(visit, 'off', 'Turn off', 'plain')]
          : button(visit, 'on', 'Turn on', 'main')
      }
    </div>
  </section>`;

/** `on, because X` without the word that is the heading already. */
const reasonOf = ({ reason }: Consent): string => {
  const why = reason.replace(/^(?:on|off),\s*/iu, '');
  return `${why.slice(0, 1).toUpperCase()}${why.slice(1)}${/[.!?]$/u.test(why) ? '' : '.'}`;
};

/** The four places that may say on or off, what each holds, and which one decided. */
export const placesPart = ({ on, decidedBy, places }: Consent): Markup => {
  const rows = places.map(({ name, configured, holds, says, problem }) =>
    row(name, holds, says ?? (configured ? 'says nothing' : 'not in this plan'), name === decidedBy, problem),
  );
  const another = places.some(({ name }) => name === decidedBy)
    ? []
    : [row(decidedBy, null, on ? 'on' : 'off', true, null)];
  return section(
    'places',
    'Who decides',
    html` <p>Four places may speak. One that says off wins; else one that says on does.</p>
      ${table('What each place says', ['Place', 'Holds', 'Says'], [...rows, ...another])}`,
  );
};

const row = (name: string, holds: string | null, says: string, decided: boolean, problem: string | null): Markup =>
  html`
<tr${decided ? html` class="decided"` : null}>
<th scope="row">${name}${problem === null ? null : html`<p class="problem">${problem}</p>`}</th>
<td>${holds === null ? html`<span class="dim">nothing</span>` : html`<code>${holds}</code>`}</td>
<td>${says === 'on' || says === 'off' ? stateChip(says) : html`<span class="dim">${says}</span>`}${decided ? html` <strong class="whole">← decided</strong>` : null}</td>
</tr>`;
