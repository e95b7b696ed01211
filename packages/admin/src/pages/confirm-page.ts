import type { Status } from '@plainsight/core';
import type { ActionName } from '../actions.ts';
import { html, type Markup, type Piece } from '../markup.ts';
import { button } from '../parts/button.ts';
import { trouble } from '../parts/section.ts';
import { asked, type Visit } from '../visit.ts';
import { many } from '../words.ts';
import { layout } from './layout.ts';

interface Question {
  readonly action: ActionName;
  readonly title: string;
  readonly label: string;
  /** What would be done, in words. */
  readonly says: (status: Status) => readonly string[];
}

const waitingIn = ({ sinks }: Status): number => Math.max(0, ...sinks.map(({ waiting }) => waiting));

const questions: readonly Question[] = [
  {
    action: 'delete-all',
    title: 'Delete all?',
    label: 'Delete all',
    says: (status) => [
      `${many(status.records, 'record')} and ${many(status.quarantined, 'quarantined event')} are deleted here, ${many(waitingIn(status), 'event')} that ${waitingIn(status) === 1 ? 'was' : 'were'} not sent yet included. They cannot be brought back.`,
      'What was delivered is with its receivers. The next page says where to write to have it deleted there.',
    ],
  },
  {
    action: 'delete-submitted',
    title: 'Delete what was submitted?',
    label: 'Delete what was submitted',
    says: () => [
      'Records that no receiver is to get any more are deleted here. They cannot be brought back. What waits to be sent stays.',
      'What was delivered is with its receivers. The next page says where to write to have it deleted there.',
    ],
  },
  {
    action: 'off',
    title: 'Turn telemetry off?',
    label: 'Turn off',
    says: (status) => [
      `Nothing is recorded and nothing is sent until it is turned on again. ${many(waitingIn(status), 'event')} that ${waitingIn(status) === 1 ? 'was' : 'were'} not sent yet ${waitingIn(status) === 1 ? 'is' : 'are'} deleted.`,
    ],
  },
];

/** Asks before something is done that cannot be undone. `null` for what needs no asking. */
export async function confirmPage(visit: Visit, name: string): Promise<Markup | null> {
  const question = questions.find(({ action }) => action === name);
  if (question === undefined) return null;
  const status = await asked(() => visit.telemetry.status(visit.options));
  const { action, title, label, says } = question;
  const body: Piece =
    'problem' in status ? trouble(status.problem) : says(status.value).map((line) => html`<p>${line}</p>`);
  return layout(visit, {
    title,
    under: null,
    body: html` <div class="card ask">
      <h1>${title}</h1>
      ${body}
      <div class="buttons">
        ${button(visit, action, label, 'danger')}<a class="button plain" href="${visit.links.to('')}">Cancel</a>
      </div>
    </div>`,
  });
}
