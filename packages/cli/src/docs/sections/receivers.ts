import type { Json } from '@plainsight/core';
import { code, link, listed, prose, sentence, table } from '../markdown.ts';
import type { PageAbout, ShownReceiver } from '../page-about.ts';
import type { Section } from '../telemetry-page.ts';

/** Who gets it, what is sent around it, how long it is kept and who sees it. */
export const receivers: Section = (about) => [
  '## Who receives it',
  ...receiverBlocks(about),
  ...probeBlocks(about),
  retention(about),
];

const receiverBlocks = ({ receivers: all }: PageAbout): readonly string[] => {
  if (all === null) {
    return ['The application names its receivers when it starts telemetry. This page was written without them.'];
  }
  if (all.length === 0) return ['Nobody: the application sends nothing, and keeps what is made until it is exported.'];
  const rows = all.map(({ receiver: { company, url, region }, dryRun }) => [
    prose(company),
    url === null ? (dryRun ? 'nothing leaves the machine' : 'not known') : link(url),
    region === null ? null : prose(region),
  ]);
  const leaves = all.some(({ dryRun }) => !dryRun);
  return [
    table(['Company', 'Address', 'Kept in'], rows) ?? '',
    ...(leaves ? [ofEveryRequest] : []),
    ...all.flatMap((receiver) => messageBlocks(receiver, all.length > 1)),
  ];
};

const ofEveryRequest =
  'As with every request over a network, the receiver sees the IP address that it comes from. ' +
  'While the software is developed or tested it may be sent elsewhere, or only be printed.';

const messageBlocks = (
  { receiver, adds, keys, unsent, message, dryRun }: ShownReceiver,
  isNamed: boolean,
): readonly string[] => {
  const to = isNamed ? ` to ${prose(receiver.company)}` : '';
  if (keys === null) {
    return dryRun ? [] : [`What is sent${to} has a form of its own, which the application does not describe.`];
  }
  const undescribed =
    message === null
      ? []
      : pathsNotIn(
          message,
          keys.map(({ name }) => name),
        );
  const rows = [
    ...keys.map(({ name, value }) => [code(name), prose(value)]),
    ...undescribed.map((name) => [code(name), null]),
  ];
  return [
    `A request${to} holds these keys; \`[]\` stands for each of a list:`,
    table(['Key', 'What it holds'], rows) ?? '',
    ...(unsent.length === 0 ? [] : [`Of the fields above it does not hold ${listed(unsent.map(code), 'or')}.`]),
    ...(adds.length === 0
      ? []
      : [
          `These are added to the properties of every event${to}, whatever the plan says:`,
          table(
            ['Property', 'Always', 'Why'],
            adds.map(({ name, value, why }) => [code(name), code(value), prose(why)]),
          ) ?? '',
        ]),
  ];
};

/** What is asked of a receiver besides what is delivered to it. */
const probeBlocks = ({ receivers: all, called }: PageAbout): readonly string[] => {
  const asked = (all ?? []).filter(({ receiver, dryRun }) => !dryRun && receiver.url !== null);
  if (asked.length === 0) return [];
  const rows = asked.map(({ receiver, probe }) => [prose(receiver.company), ...requestCells(probe)]);
  return [
    `${code(`${called} doctor`)} contacts a receiver, where telemetry is on and its grace is over, and otherwise only with ` +
      `${code('--contact')}: it looks up the name of its host, opens a TLS connection to it, and makes one request, which holds no event:`,
    table(['Company', 'Request', 'Body'], rows) ?? '',
  ];
};

const requestCells = (probe: ShownReceiver['probe']): readonly [string, string | null] => {
  if (probe === null) return ['none', null];
  if (probe === 'not described') return ['the application does not describe it', null];
  return [code(`${probe.method} ${probe.url}`), probe.body === null ? 'in a form of its own' : code(probe.body)];
};

/** Keys of a message that are not described, nor stand below one that is. */
const pathsNotIn = (message: Json, described: readonly string[]): readonly string[] => {
  const missing = new Set<string>();
  const visit = (value: Json, path: string): void => {
    if (isList(value)) {
      for (const item of value) visit(item, `${path}[]`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, below] of Object.entries(value)) {
        const at = path === '' ? name : `${path}.${name}`;
        const isAbove = described.some((known) => known.startsWith(`${at}.`) || known.startsWith(`${at}[]`));
        if (isAbove) visit(below, at);
        else if (!described.includes(at)) missing.add(at);
      }
    }
  };
  visit(message, '');
  return [...missing];
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const retention = ({ description: { plan } }: PageAbout): string => {
  const { name, retention: kept, published } = plan.maintainer;
  const keeps =
    kept === undefined ? 'The maintainer does not say how long it is kept.' : `It is kept: ${sentence(kept)}`;
  const seen = `${prose(name)} can see it, and so can whoever runs the receiver.`;
  const told = published === undefined ? '' : ` What comes of it is published: ${linked(published)}`;
  return `${keeps} ${seen}${told}`;
};

const linked = (text: string): string => (URL.canParse(text) ? link(text) : sentence(text));
