import type { Plan, Status } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import { time } from '../words.ts';
import { section, terms } from './section.ts';

// Only an id that changes with each slot is anonymous.
const identities: Readonly<Record<Status['identity'], string>> = {
  installation: 'pseudonymous: a random id of this installation, the same in every report until it is reset',
  machine:
    'pseudonymous: an id computed from this machine, the same in every report; whoever can guess what it is made of can search for it',
  none: 'anonymous: a new random id for each report, so that reports cannot be linked',
};

/** Who this installation is to a receiver, where things are kept, and what the plan promises. */
export const aboutPart = (status: Status, plan: Plan): Markup => {
  const { consent, identity, id, instance, planVersion, notice, store } = status;
  return section(
    'about',
    'About this installation',
    terms([
      ['Why', plan.why],
      plan.never.length === 0
        ? null
        : [
            'Never collected',
            html`<ul class="plain">
              ${plan.never.map((one) => html`<li>${one}</li>`)}
            </ul>`,
          ],
      ['Identity', identities[identity]],
      ['Id', id === null ? (consent.on ? 'none yet' : 'none while telemetry is off') : html`<code>${id}</code>`],
      ['Instance', html`<code>${instance}</code>`],
      [
        'Plan',
        `version ${planVersion}, ${notice.acceptedVersion === null ? 'none accepted yet' : `version ${notice.acceptedVersion} accepted`}`,
      ],
      ['Notice', notice.shownAt === null ? 'not shown yet' : html`shown ${time(notice.shownAt)}`],
      [
        'Store',
        store === null
          ? 'not known here: the application names its store when it starts telemetry'
          : html`<code>${store.place}</code>, ${store.durable ? 'survives a crash' : 'gone when the process ends'}`,
      ],
      store === null
        ? null
        : ['Decisions', store.decisions === null ? 'no place that lasts' : html`<code>${store.decisions}</code>`],
      ['Leak guard', guardWords(status)],
      ['Contact', `${plan.maintainer.name}, ${plan.maintainer.contact}`],
    ]),
  );
};

const guardWords = ({ guard: { looksFor, passesOver } }: Status): string => {
  const passed = passesOver.map(({ what, why }) => `${what} (${why})`);
  const seeks = looksFor.length === 0 ? 'looks for nothing of this machine' : `looks for ${looksFor.join(', ')}`;
  return passed.length === 0 ? seeks : `${seeks}; does not look for ${passed.join(', ')}`;
};
