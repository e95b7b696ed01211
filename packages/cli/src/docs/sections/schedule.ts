import { code } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';
import { period } from '../words.ts';

/** When something is made, and when it leaves. */
export const schedule: Section = ({ description: { plan, events }, called }) => {
  const { report, submit } = plan;
  const recorded = events.some(({ kind }) => kind !== 'report');
  const sentences = [
    ...(report === undefined ? [] : [reportSentence(report)]),
    ...(recorded ? ['Usage events are made when they happen.'] : []),
    submit === undefined
      ? 'What is made is sent at once.'
      : `What is made is held, and sent every ${period(submit.everyHours)}, as ${code(`${called} status`)} tells. ` +
        `Until then it can be read and deleted; ${code(`${called} submit`)} sends it sooner.`,
    'Where the receiver cannot be reached, it waits and is sent later, as the same event with the same id.',
  ];
  return events.length === 0 ? [] : ['## When it is sent', sentences.join(' ')];
};

interface Report {
  readonly name: string;
  readonly everyHours: number;
  readonly atStart?: boolean;
  readonly per?: 'installation' | 'instance';
}

const reportSentence = ({ name, everyHours, atStart = true, per = 'installation' }: Report): string =>
  `The report, ${code(name)}, is made every ${period(everyHours)}${atStart ? ', and for the first time at the first start' : ''}. ` +
  (per === 'instance'
    ? 'Each named process of an installation makes its own. '
    : 'An installation of several processes makes one, not one each. ') +
  'When exactly differs from one installation to the next, so that not all report at once.';
