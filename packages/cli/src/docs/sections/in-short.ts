import type { Plan } from '@plainsight/core';
import { consentWays, pseudonym } from '../consent-ways.ts';
import { code, link, list, listed, prose } from '../markdown.ts';
import type { ShownReceiver } from '../page-about.ts';
import type { Section } from '../telemetry-page.ts';
import { period } from '../words.ts';

/** What most readers came for. */
export const inShort: Section = ({ description: { plan, events }, receivers, called }) => {
  const { service, maintainer, version } = plan;
  const lead =
    `${prose(service)} can tell its maintainer, ${prose(maintainer.name)}, how it is used. ` +
    'This page names every key that leaves your machine. It is written from the very plan that each message is checked ' +
    'against before it is stored or sent, so what is not on this page is not sent.';
  const facts: readonly (readonly [string, string | null])[] = [
    ['Unless you decide', plan.consent.default === 'on' ? 'on, except in CI environments' : 'off'],
    [
      'Switch it off',
      listed(
        consentWays(plan, called).map(({ off }) => off),
        'or',
      ),
    ],
    ['See it before it is sent', code(`${called} preview`)],
    [
      'Sent to',
      receivers === null ? 'whom the application names when it starts' : listed(receivers.map(receiverInShort)),
    ],
    ['Sent when', whenInShort(plan)],
    ['Sent under', pseudonym(plan)],
    ['Kept', maintainer.retention === undefined ? null : prose(maintainer.retention)],
    ['Privacy policy', maintainer.policyUrl === undefined ? null : link(maintainer.policyUrl)],
    ['Ask', link(maintainer.contact)],
    ['Version of the plan', String(version)],
  ];
  const rows = facts.filter(([, text]) => text !== null);
  return [
    lead,
    list(rows.map(([title, text]) => `**${title}**: ${text ?? ''}`)),
    `On this page: ${listed(anchors(events.length > 0).map(([words, anchor]) => `[${words}](#${anchor})`))}.`,
  ];
};

/** The headings that readers look for, as GitHub and others link to them. */
const anchors = (sends: boolean): readonly (readonly [string, string])[] => [
  ['every field', 'every-field'],
  ['who receives it', 'who-receives-it'],
  ['how to switch it off', 'how-to-switch-it-off-or-on'],
  ...(sends ? ([['how to have it deleted', 'have-deleted-what-was-received']] as const) : []),
];

const receiverInShort = ({ receiver: { company, url, region }, dryRun }: ShownReceiver): string =>
  dryRun
    ? `${prose(company)}, and so nowhere`
    : [prose(company), url === null ? null : link(url), region === null ? null : `kept in ${prose(region)}`]
        .filter((part) => part !== null)
        .join(', ');

const whenInShort = ({ report, events = {}, submit }: Plan): string => {
  const recorded = Object.values(events).some(({ kind }) => kind !== 'count');
  if (report === undefined && !recorded) return 'never: this plan sends nothing';
  if (submit !== undefined) return `every ${period(submit.everyHours)}, all that was made since`;
  return listed([
    ...(report === undefined ? [] : [`every ${period(report.everyHours)}`]),
    ...(recorded ? ['when something happens'] : []),
  ]);
};
