import type { Plan } from '@plainsight/core';
import { consentWays } from '../consent-ways.ts';
import { code, table } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';
import { period } from '../words.ts';

/** The places that may switch it, which of them wins, and what the notice is for. */
export const consent: Section = ({ description: { plan }, called }) => [
  '## How to switch it off, or on',
  `Any of these switches telemetry on or off. ${whereNobodySpoke(plan)}`,
  table(
    ['Where', 'Off', 'On'],
    consentWays(plan, called).map(({ place, off, on }) => [place, off, on]),
  ) ?? '',
  `Off wins: where one place says off, no other switches it on. ${code(`${called} status`)} names the place that decided.`,
  'While it is off, nothing is recorded, started or sent, and nothing of that time is sent later. When it is ' +
    'switched off, what was not sent yet is deleted.',
  ...notice(plan, called),
];

const whereNobodySpoke = ({ consent: { default: usual } }: Plan): string =>
  usual === 'on'
    ? 'Where none of them says anything, it is on, except in a CI environment.'
    : 'Where none of them says anything, it is off.';

const notice = (plan: Plan, called: string): readonly string[] => {
  const hours = plan.notice?.graceHours ?? usualGraceHours;
  const after = hours === 0 ? '' : `, nor for the ${period(hours) === 'day' ? 'day' : period(hours)} after it`;
  const accept = code(`${called} acknowledge`);
  const later =
    plan.consent.default === 'off'
      ? `is left out until you accept it with ${accept}.`
      : `is left out until a notice of that version was shown${hours === 0 ? '' : ' and the same time has passed'}, or until you accept it with ${accept}.`;
  return [
    `At the first start with telemetry on, a notice in the log says what is collected, why, and how to stop it. Nothing is sent before it${after}.`,
    `What a later version of the plan adds ${later}`,
  ];
};

/** Where the plan says nothing. */
const usualGraceHours = 24;
