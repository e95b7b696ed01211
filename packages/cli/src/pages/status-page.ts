import { gutter, inert, section, wrap, type Paint } from '@plainsight/console-sink';
import type { Consent, Plan, SinkStatus, Status } from '@plainsight/core';
import { decision, placeRows } from './consent-rows.ts';
import { itemLines } from './item-lines.ts';
import type { PageStyle } from './preview-page.ts';
import { noReceiver, receiverLines } from './receiver-lines.ts';
import { numeral, size, time } from './words.ts';

/** What the page says beside the status. */
export interface StatusAbout {
  readonly notes: readonly string[];
  readonly plan: Pick<Plan, 'report' | 'submit'>;
  /** Why there are no sinks, where that is known. */
  readonly noSinks?: string | null;
}

/** The status for people: on or off and the four places, identity, store, sinks, and problems with the way out. */
export const statusPage = (
  status: Status,
  { notes, plan, noSinks = null }: StatusAbout,
  { width, paint }: PageStyle,
): string => {
  const inner = width - gutter;
  const say = (title: string, ...texts: readonly string[]): readonly string[] =>
    section(
      title,
      texts.flatMap((text) => wrap(inert(text), inner)),
      paint,
    );
  const { problems, sinks } = status;
  const consent = withoutProblems(status);
  const bad = (text: string): readonly string[] => wrap(inert(text), inner).map((line) => paint('red', line));

  return [
    ...wrap(`Telemetry of ${inert(status.service)}`, width).map((line) => paint('bold', line)),
    '',
    ...section('telemetry', decision(consent, inner, paint), paint),
    ...say('', ...states[status.state], ...(status.noticed === null ? [] : [status.noticed])),
    '',
    ...section('places', placeRows(consent, inner, paint), paint),
    ...say('', ...notes),
    '',
    ...say('identity', identities[status.identity]),
    ...say('id', status.id ?? (consent.on ? 'none yet' : 'none while telemetry is off')),
    ...say('instance', status.instance),
    ...say('plan', `version ${status.planVersion}`),
    ...section('notice', noticeLines(status, inner), paint),
    ...say('leak guard', ...guardLines(status)),
    '',
    ...say('store', ...storeLines(status)),
    ...say('records', recordsLine(status)),
    ...say('next report', status.nextReportAt === null ? noReport(status, plan) : `due ${time(status.nextReportAt)}`),
    ...say('submission', submission(status, plan)),
    '',
    ...section(
      'sinks',
      sinks.length === 0 ? wrap(noSinks ?? noReceiver, inner) : sinks.flatMap((sink) => sinkLines(sink, inner, paint)),
      paint,
    ),
    '',
    ...section('problems', problems.length === 0 ? ['none'] : problems.flatMap(bad), paint),
  ].join('\n');
};

/** Each problem stands once on the page: with the others, at its end. */
const withoutProblems = ({ consent, problems }: Status): Consent => {
  const { places, decidedBy, reason } = consent;
  const why = problems.find((problem) => reason.endsWith(`because ${problem}`));
  const shortened = (told: string): string =>
    `${reason.slice(0, -told.length)}of a problem with ${decidedBy}, which is named below`;
  return {
    ...consent,
    reason: why === undefined ? reason : shortened(why),
    places: places.map((place) => (problems.includes(place.problem ?? '') ? { ...place, problem: null } : place)),
  };
};

/** Nobody expects of a command that it runs telemetry itself. */
const states: Readonly<Record<Status['state'], readonly string[]>> = {
  on: ['It is running in this process.'],
  off: ['It is off in this process.'],
  'not started': [],
  closed: ['It was closed in this process.'],
};

// Only an id that changes with each slot is anonymous.
const identities: Readonly<Record<Status['identity'], string>> = {
  installation: 'pseudonymous: a random id of this installation, the same in every report until it is reset',
  machine:
    'pseudonymous: an id computed from this machine, the same in every report; whoever can guess what it is made of can search for it',
  none: 'anonymous: a new random id for each report, so that reports cannot be linked',
};

const noticeLines = ({ notice, consent, sinks }: Status, width: number): readonly string[] => {
  const { shownAt, sendsFrom, withheld, withheldUntil, acceptedVersion } = notice;
  const say = (text: string): readonly string[] => wrap(inert(text), width);
  const isDryRun = sinks.length > 0 && sinks.every(({ dryRun }) => dryRun);
  const shown =
    shownAt !== null
      ? `shown ${time(shownAt)}`
      : isDryRun
        ? 'none: nothing leaves this machine'
        : 'not shown yet: it is when the application starts';
  const until = withheldUntil === null ? '' : `from ${time(withheldUntil)} on, or `;
  return [
    ...say(shown),
    ...(acceptedVersion === null ? [] : say(`version ${acceptedVersion} is accepted`)),
    ...(sendsFrom === null || !consent.on
      ? []
      : say(`nothing is sent before ${time(sendsFrom)}, unless you acknowledge`)),
    ...(withheld.length === 0
      ? []
      : [...say(`new, and collected ${until}once you acknowledge:`), ...itemLines(withheld, width)]),
  ];
};

const guardLines = ({ guard: { looksFor, passesOver } }: Status): readonly string[] => [
  looksFor.length === 0 ? 'looks for patterns only' : `looks for ${looksFor.join(', ')}, and patterns`,
  ...passesOver.map(({ what, value, why }) => `not for the ${what} ${value}: ${why}`),
];

const storeLines = ({ store }: Status): readonly string[] => {
  if (store === null) return ['not known here: the application names its store when it starts telemetry'];
  const takes = store.bytes === null ? '' : `${size(store.bytes)}, `;
  return [
    `${store.place}, ${takes}${store.durable ? 'survives a crash' : 'gone when the process ends'}`,
    `decisions in ${store.decisions ?? 'no place that lasts'}`,
  ];
};

/** An event that two sinks wait for waits once: each sink says for itself how many wait, and were accepted. */
const recordsLine = ({ records, quarantined, dropped }: Status): string =>
  `${numeral(records)} here, ${numeral(quarantined)} quarantined, ${numeral(dropped)} lost`;

const submission = ({ nextSubmissionAt, consent }: Status, { submit }: StatusAbout['plan']): string => {
  if (!consent.on) return 'none while telemetry is off';
  if (nextSubmissionAt !== null) return `what waits is held until ${time(nextSubmissionAt)}`;
  return submit === undefined
    ? 'at once'
    : 'what waits is held; until when is not known before the application has started';
};

const shades = { healthy: 'green', failing: 'red', misconfigured: 'red' } as const;

const sinkLines = (sink: SinkStatus, width: number, paint: Paint): readonly string[] => {
  const counts = `${numeral(sink.waiting)} waiting, ${numeral(sink.accepted)} accepted, ${numeral(sink.rejected)} rejected`;
  const health = `${sink.health}${sink.failingSince === null ? '' : ` since ${time(sink.failingSince)}`}`;
  const again = sink.nextAttemptAt === null ? '' : `, tried again ${time(sink.nextAttemptAt)}`;
  const below = (text: string): readonly string[] => wrap(inert(text), width - 2).map((line) => `  ${line}`);
  const asked = sink.lastAnswer !== null || sink.accepted + sink.rejected > 0;
  const unknown = !asked && sink.health === 'healthy';
  const answer =
    sink.lastAnswer === null
      ? []
      : below(`last answer: ${sink.lastAnswer}${sink.lastAnswerAt === null ? '' : `, ${time(sink.lastAnswerAt)}`}`);
  const [first = '', ...rest] = below(unknown ? 'not asked yet' : `${health}${again}`);
  return [
    ...wrap(inert(sink.name), width).map((line) => paint('bold', line)),
    ...receiverLines(sink, width - 2).map((line) => `  ${line}`),
    first.replace(sink.health, paint(shades[sink.health], sink.health)),
    ...rest,
    ...below(counts),
    ...answer,
  ];
};

const noReport = ({ state, consent }: Status, { report }: StatusAbout['plan']): string => {
  if (report === undefined) return 'this plan has no report';
  if (!consent.on) return 'none while telemetry is off';
  return state === 'not started' ? 'none is known before the application has started' : 'none is due';
};
