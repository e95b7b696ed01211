import butlerPlan from './butler-plan.ts';
import { identifiers } from './identifiers.ts';
import { plan } from './plan.ts';
import { largeProperties, smallProperties } from './pool.ts';
import { say } from './say.ts';

/** ROUNDS: times what the leak guard says of events of each kind, and of 64 KB of prose and of hostile text. */
const rounds = Number(process.argv[2] ?? '20');
const perRound = 500;

/** The guard is no part of the face: what it is is known here only at run time. */
const load = (path: string): Promise<unknown> => import(`@plainsight/core/parts/${path}.js`);
const call = (of: unknown, name: string, ...args: readonly unknown[]): unknown => {
  const member: unknown = Object(of)[name];
  if (typeof member !== 'function') throw new TypeError(`There is no ${name}.`);
  return Reflect.apply(member, of, args);
};
const [guard, leaks, schemas, describe] = await Promise.all([
  load('pipeline/guard'),
  load('pipeline/guard/leaks'),
  load('pipeline/event-schemas'),
  load('plan/describe'),
]);

const looked = call(leaks, 'leaksOf', identifiers);
const guardOf = (own: typeof plan | typeof butlerPlan): ((event: object) => unknown) => {
  const guarded = call(
    guard,
    'guardOf',
    call(schemas, 'eventSchemas', own, call(describe, 'describeFeatures', own)),
    looked,
  );
  return (event) => call(guarded, 'reasons', event);
};

const system = {
  isRunningInDocker: false,
  virtual: true,
  arch: 'x64',
  nodeVersion: 'v24.0.0',
  platform: 'linux',
  distro: 'Debian GNU/Linux',
  codename: 'bookworm',
  release: '12',
};
const common = { service: 'bench', serviceVersion: '13.0.0' };
const large = largeProperties(perRound * (rounds + 5));
const kinds = {
  report: {
    look: guardOf(butlerPlan),
    events: Array.from({ length: perRound }, () => ({
      name: 'telemetry sent',
      properties: {
        ...common,
        ...Object.fromEntries(Object.entries(system).map(([field, value]) => [`system_${field}`, value])),
        telemetry_json: { system },
      },
    })),
  },
  fixed: {
    look: guardOf(plan),
    events: smallProperties(perRound).map((own) => ({ name: 'flowOpened', properties: { ...common, ...own } })),
  },
  text100: { look: guardOf(plan), events: large.map((own) => textEvent(own, 100)) },
  text580: { look: guardOf(plan), events: large.map((own) => textEvent(own, 580)) },
};

function textEvent(own: (typeof large)[number], length: number): object {
  return { name: 'flowRun', properties: { ...common, ...own, note: own.note.slice(0, length) } };
}

const median = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? NaN;
let kept = 0;

/** µs an event; each text is one that was not seen before. */
function costOf({ look, events }: (typeof kinds)[keyof typeof kinds]): number {
  const micros: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    const from = events.length > perRound ? (round + 5) * perRound : 0;
    const begun = performance.now();
    for (let index = from; index < from + perRound; index += 1) {
      const found = look(events[index] ?? {});
      if (Array.isArray(found) && found.length > 0) kept += 1;
    }
    if (round >= 0) micros.push(((performance.now() - begun) * 1000) / perRound);
  }
  return median(micros);
}

const bytes = 64 * 1024;
const filled = (text: string): string => {
  const one = Buffer.byteLength(text);
  return Buffer.from(text.repeat(Math.ceil(bytes / one))).toString('utf8', 0, bytes - (bytes % one));
};
const prose = filled('The flow was stopped because a step did not answer in time; it is tried again at noon. ');
const hostile = [
  [
    'a',
    '@',
    'a@b.',
    '1.',
    '1.2.3.4 ',
    'v93.184.216.34 ',
    '/',
    '%41',
    '%2541',
    ':',
    'aa:',
    'fe80::',
    'eyJ',
    '://',
    '~a',
  ],
  ['aGlsZGVnYXJ', '68696c64656761', 'brass-kettle-', 'hildegar', '/home', '\\u0068', '&#104;', '-----BEGIN'],
  ['\u0301\u0323', '\uFDFA', 'Ｈｉｌｄ', '\u200B', 'марк ', '\0'],
]
  .flat()
  .map(filled);

/** Milliseconds; the least of several, as whatever else the machine does only adds to it. */
function textCost(text: string): number {
  const millis = Array.from({ length: Math.max(5, rounds) }, () => {
    const begun = performance.now();
    call({ looked }, 'looked', text);
    return performance.now() - begun;
  });
  return Math.min(...millis);
}

const costs = Object.entries(kinds).map(([kind, one]) => [kind, costOf(one)] as const);
const usual = textCost(prose);
const ratios = hostile.map((text) => textCost(text) / usual);
say({
  ...Object.fromEntries(costs),
  kept,
  prose: usual,
  hostile: median(ratios),
  worst: Math.max(...ratios),
});
