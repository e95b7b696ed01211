import type { DescribedField, FieldKind, PlanDescription } from '@plainsight/core';
import { many } from '../../pages/words.ts';
import { nameOf } from '../field-name.ts';
import { code, list, listed, prose, sentence } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

/** Why there is telemetry at all. */
export const why: Section = ({ description: { plan } }) => ['## Why', sentence(plan.why)];

/** What is never shared, in the words of the plan, and what is looked for and kept back. */
export const notShared: Section = ({ description: { plan } }) => [
  '## What is never shared',
  ...(plan.never.length === 0 ? [] : [list(plan.never.map(prose))]),
  'Text that the plan does not fix is searched for what identifies a machine or a person: its host name, user name, addresses ' +
    'and folders, and whatever looks like an e-mail address, an IP or MAC address, a file path, a token or a key. An event that ' +
    'holds any of it is not sent, and its values are kept nowhere.',
];

/** What is shared and why, in few words: each field is below. */
export const shared: Section = ({ description }) => {
  const { common, events } = description;
  const told = events.find(({ kind }) => kind === 'report')?.fields ?? [];
  const items = [
    `**With every event**: ${listed(common.map((field) => code(nameOf(field))))}.`,
    ...summary('The system', told, 'system'),
    ...summary('Features', told, 'feature'),
    ...summary('Numbers', told, 'gauge'),
    ...summary('Counts', told, 'count'),
    ...events.flatMap((event) => (event.why === null ? [] : [`**${code(event.name)}**: ${sentence(event.why)}`])),
  ];
  return ['## What is shared, and why', list(items), freeText(description), ...unsent(description)];
};

const summary = (title: string, all: readonly DescribedField[], kind: FieldKind): readonly string[] => {
  const fields = all.filter((field) => field.kind === kind);
  if (fields.length === 0) return [];
  const reasons = [...new Set(fields.flatMap((field) => (field.why === null ? [] : [sentence(field.why)])))];
  const told = reasons.length > mostReasons ? 'Each has its reason below.' : reasons.join(' ');
  const names =
    fields.length > mostNames
      ? many(fields.length, 'field')
      : listed(fields.map(({ flat, nested }) => code((flat ?? nested?.at(-1) ?? '').replace(prefix, ''))));
  return [`**${title}**: ${names}. ${told}`.trim()];
};

/** The title says what it stands for. */
const prefix = /^(?:system|feature|gauge|count)_/u;

/** More names are read in the tables. */
const mostNames = 10;

/** More of them are no summary. */
const mostReasons = 4;

/** Free text is what a reviewer looks for first. */
const freeText = ({ common, events }: PlanDescription): string => {
  const free = [{ name: null, fields: common }, ...events].flatMap(({ name, fields }) =>
    fields.flatMap((field) => (field.freeText === null ? [] : [{ name, field, reason: field.freeText }])),
  );
  if (free.length === 0) {
    return 'No field is free text: what the application tells is a number, true or false, one of a list, or text of a fixed form.';
  }
  const items = free.map(
    ({ name, field, reason }) =>
      `${code(nameOf(field))}${name === null ? '' : ` of ${code(name)}`}: ${sentence(reason)}`,
  );
  return `Free text may hold whatever someone typed. It is in these fields only:\n\n${list(items)}`;
};

const unsent = ({ unsent: names, plan }: PlanDescription): readonly string[] => {
  if (names.length === 0) return [];
  const reason = plan.report === undefined ? 'it has no report' : 'its report has another shape';
  return [`The plan names ${listed(names.map(code))} too, and sends nothing of it, as ${reason}.`];
};
