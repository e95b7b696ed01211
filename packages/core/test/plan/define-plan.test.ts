import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlanError, type Problem } from '../../src/errors.ts';
import { definePlan } from '../../src/plan/define-plan.ts';
import { anyOf, flag, group, lengthOf, notEmpty, oneOf } from '../../src/plan/features.ts';
import { soundPlan } from './sound-plan.ts';

/** What `definePlan` has against something, whatever it is. */
function problemsOf(plan: unknown): readonly Problem[] {
  try {
    Reflect.apply(definePlan, undefined, [plan]);
    return [];
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
}

/** Code and place of each problem of the sound plan with something changed. */
const found = (change: object): readonly string[] =>
  problemsOf({ ...soundPlan, ...change }).map(({ code, at }) => `${code} ${at}`);
const features = (tree: unknown): object => ({
  features: Reflect.apply(group, undefined, [{ why: 'Why.', features: tree }]),
});
const properties = (values: unknown): object => ({
  events: { boiled: { kind: 'each', why: 'Why.', properties: values } },
});
const value = (declared: unknown): object => properties({ x: declared });
const place = 'events.boiled.properties.x';
const ofBytes = (count: number): string => 'é'.repeat(count / 2);

describe('definePlan', () => {
  test('prints each problem once where nobody catches its error', () => {
    const error = new PlanError('kettle', [{ code: 'missing', at: 'service', message: 'is missing. Give it.' }]);
    const printed = inspect(error);
    expect(printed).toMatch(/^PlanError: Failed to define the telemetry plan of kettle: 1 problem\./);
    expect(printed.match(/is missing/g)).toHaveLength(1);
    expect(error.problems).toEqual([{ code: 'missing', at: 'service', message: 'is missing. Give it.' }]);
  });

  test('gives a plan back as it was, frozen through and through', () => {
    const plan = definePlan(soundPlan);
    expect(plan).toEqual(soundPlan);
    const frozen = (node: unknown): boolean =>
      Object(node) !== node || (Object.isFrozen(node) && Object.values(Object(node)).every(frozen));
    expect(frozen(plan)).toBe(true);
    expect(Object.isFrozen(soundPlan)).toBe(false);
  });

  test('keeps to what it checked when the original changes later', () => {
    let service = 'kettle';
    const original = {
      ...soundPlan,
      get service() {
        return service;
      },
    };
    const plan = definePlan(original);
    service = 'pot';
    expect(plan.service).toBe('kettle');
  });

  test('accepts a plan with no more than it needs', () => {
    const { service, version, maintainer, why, never, consent } = soundPlan;
    expect(problemsOf({ service, version, maintainer, why, never, consent })).toEqual([]);
  });

  test.each([
    ['installation', { kind: 'installation' }],
    ['installation with instances', { kind: 'installation', instance: 'instanceId' }],
    ['none', { kind: 'none' }],
    ['one left undefined', undefined],
  ])('accepts the identity: %s', (_, identity) => {
    expect(found({ identity })).toEqual([]);
  });

  test.each([
    ['a boolean', { type: 'boolean', optional: true }],
    ['a number within bounds', { type: 'integer', minimum: -1, maximum: 1, nullable: true }],
    ['words', { enum: ['a', 'b'] }],
    ['words with their type', { type: 'string', enum: ['a'] }],
    ['a format', { type: 'string', format: 'uuid' }],
    ['a pattern', { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 64 }],
    ['free text with a reason', { type: 'string', maxLength: 100, freeText: 'Names of kettles have no form.' }],
  ])('accepts %s as a value', (_, declared) => {
    expect(found(value(declared))).toEqual([]);
  });

  test.each([
    ['each', { kind: 'each', properties: { litres: { type: 'number' } } }],
    ['once', { kind: 'once', properties: { litres: { type: 'number' } } }],
    ['once, with nothing to tell', { kind: 'once', properties: {} }],
    ['recurring', { kind: 'recurring', everyDays: 30, properties: { litres: { type: 'number' } } }],
    ['recurring within a day', { kind: 'recurring', everyDays: 0.5, properties: {} }],
    ['recurring in ten years', { kind: 'recurring', everyDays: 3650, properties: {} }],
    ['count', { kind: 'count', since: 2 }],
  ])('accepts a usage event of kind %s', (_, event) => {
    expect(found({ events: { filled: { why: 'How kettles are used.', ...event } } })).toEqual([]);
  });

  test.each([0.5, 1, 168, 8760])('accepts a window of %d hours', (everyHours) => {
    expect(found({ submit: { everyHours } })).toEqual([]);
  });

  test('finds all problems at once, and tells them in one error', () => {
    const spoilt = {
      ...soundPlan,
      service: ' ',
      version: 0,
      colour: 'red',
      report: { name: 'kettle report', everyHours: 0 },
    };
    expect(() => definePlan(spoilt)).toThrow(
      new PlanError('this software', [
        { code: 'unknown-key', at: 'colour', message: `is not known here. Known are ${known}.` },
        { code: 'wrong-value', at: 'service', message: 'is empty. Give the name of the software.' },
        { code: 'wrong-value', at: 'version', message: 'is 0. Give the version of the plan, a whole number from 1.' },
        {
          code: 'wrong-value',
          at: 'report.everyHours',
          message: 'is 0. Give a number of hours, above 0 and at most 8760 (a year).',
        },
        {
          code: 'since',
          at: 'system.since',
          message: "is 2, and the plan's version is 0. Raise the version, or lower this.",
        },
      ]),
    );
  });

  const known =
    'service, version, maintainer, why, never, consent, identity, system, features, context, gauges, events, report, submit, notice';
});

describe('a structure that is wrong is a problem:', () => {
  test.each<[string, object, readonly string[]]>([
    ['something missing', { why: undefined }, ['missing why']],
    ['something missing below', { maintainer: { name: 'x' } }, ['missing maintainer.contact']],
    [
      'a key that is not known',
      { maintainer: { ...soundPlan.maintainer, phone: '1' } },
      ['unknown-key maintainer.phone'],
    ],
    ['a wrong type', { why: 3 }, ['wrong-type why']],
    ['null', { maintainer: null }, ['wrong-type maintainer']],
    ['a list for an object', { consent: ['on'] }, ['wrong-type consent']],
    ['a version of a half', { version: 1.5, system: undefined }, ['wrong-type version']],
    ['never, no list', { never: 'e-mail' }, ['wrong-type never']],
    ['never, not of texts', { never: ['a', 1, ''] }, ['wrong-type never.1', 'wrong-value never.2']],
    ['no fields', { system: { why: 'Why.', fields: [] } }, ['wrong-value system.fields']],
    ['a field that is none', { system: { why: 'Why.', fields: ['hostname'] } }, ['wrong-value system.fields.0']],
    ['no default of consent', { consent: {} }, ['missing consent.default']],
    ['a shape that is none', { report: { ...soundPlan.report, shape: 'round' } }, ['wrong-value report.shape']],
    ['a grace below 0', { notice: { graceHours: -1 } }, ['wrong-value notice.graceHours']],
    ['features that are none', { features: 'all' }, ['wrong-type features']],
    ['a class', { features: new Map() }, ['unreadable features']],
    ['a window that is none', { submit: 168 }, ['wrong-type submit']],
  ])('%s', (_, change, problems) => {
    expect(found(change)).toEqual(problems);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 8760.5, '12', null])(
    'an interval of %j hours',
    (everyHours) => {
      const at = 'report.everyHours';
      expect(problemsOf({ ...soundPlan, report: { name: 'kettle report', everyHours } })).toMatchObject([{ at }]);
    },
  );

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 8760.5, '168', null])(
    'a window of %j hours',
    (everyHours) => {
      expect(found({ submit: { everyHours } })).toEqual([expect.stringMatching(/^wrong-\w+ submit\.everyHours$/)]);
    },
  );

  test.each<[string, object, readonly string[]]>([
    ['without hours', {}, ['missing submit.everyHours']],
    ['with a day of the week', { everyHours: 168, day: 'monday' }, ['unknown-key submit.day']],
  ])('a window %s', (_, submit, problems) => {
    expect(found({ submit })).toEqual(problems);
  });

  test.each(['A-B', '1A', '', 'Ä', 'A B', 5, null, { name: 'A-B', inverted: true }, { name: 'A' }, 'DO_NOT_TRACK'])(
    'the variable %j',
    (env) => {
      expect(problemsOf({ ...soundPlan, consent: { default: 'on', env } })).toHaveLength(1);
    },
  );

  test.each(['', ' ', '.', 'a..b', '.a', 'a.', 5])('the config key %j', (key) => {
    expect(problemsOf({ ...soundPlan, consent: { default: 'on', config: key } })).toMatchObject([
      { at: 'consent.config' },
    ]);
    expect(problemsOf({ ...soundPlan, identity: { kind: 'machine', host: key } })).toMatchObject([
      { at: 'identity.host' },
    ]);
    const system = { ...soundPlan.system, config: key };
    expect(problemsOf({ ...soundPlan, system })).toMatchObject([{ at: 'system.config' }]);
  });
});

describe('a rule that is broken is a problem:', () => {
  test.each<[string, object, readonly string[]]>([
    ['a machine without host', { identity: { kind: 'machine' } }, ['missing identity.host']],
    ['no such identity', { identity: { kind: 'person' } }, ['wrong-value identity.kind']],
    ['a field twice', { system: { why: 'Why.', fields: ['arch', 'arch', 'arch'] } }, ['duplicate system.fields']],
    ['a system of the future', { system: { ...soundPlan.system, since: 3 } }, ['since system.since']],
    ['a system of no version', { system: { ...soundPlan.system, since: 0 } }, ['wrong-value system.since']],
    ['a long service', { service: ofBytes(202) }, ['name service']],
    ['a long report', { report: { name: ofBytes(202), everyHours: 1 } }, ['name report.name']],
    ['a report with $', { report: { name: '$identify', everyHours: 1 } }, ['reserved-name report.name']],
  ])('%s', (_, change, problems) => {
    expect(found(change)).toEqual(problems);
  });

  test.each<[string, unknown, readonly string[]]>([
    ['no features', {}, ['empty features']],
    ['a group of none', { a: {} }, ['empty features.a']],
    ['one flat name twice', { a: { b: flag() }, aB: flag() }, ['duplicate-flat-name features.aB']],
    ['a given flat name twice', { a: flag(), b: flag({ name: 'a' }) }, ['duplicate-flat-name features.b']],
    ['a feature of the future', { a: flag({ since: 3 }) }, ['since features.a.since']],
    ['a feature of no version', { a: flag({ since: 0 }) }, ['wrong-value features.a.since']],
    ['a feature that is none', { a: true }, ['wrong-type features.a']],
    ['a feature not called', { a: flag }, ['wrong-type features.a']],
    ['options without group', { a: { config: 'b', features: { c: flag() } } }, ['wrong-type features.a.config']],
    ['an option that is none', { a: Reflect.apply(flag, null, ['k', { nam: 'b' }]) }, ['unknown-key features.a.nam']],
    ['a key that is none', { a: flag('b..c') }, ['key features.a']],
    ['a second key that is none', { a: notEmpty('b', { when: '.' }) }, ['key features.a']],
    ['no keys', { a: anyOf([]) }, ['wrong-value features.a.read.keys']],
    ['no words', { a: oneOf([]) }, ['empty features.a']],
    ['a word twice', { a: oneOf(['b', 1, 'b']) }, ['duplicate features.a']],
    ['a number that is none', { a: oneOf([Number.NaN]) }, ['wrong-type features.a.0']],
    ['words that are none', { a: Reflect.apply(oneOf, null, ['b']) }, ['wrong-type features.a']],
    ['a name of an object', { constructor: { b: flag() } }, ['name features.constructor']],
    ['a name that is empty', { a: flag({ name: '' }) }, ['wrong-value features.a.name']],
    ['a path that is empty', { '': flag() }, ['name features.', 'key features.']],
    ['a control character', { a: flag({ name: 'b\nc' }) }, ['name features.a']],
    ['a flat name too long', { a: flag({ name: ofBytes(200) }) }, ['name features.a']],
  ])('%s', (_, tree, problems) => {
    expect(found(features(tree))).toEqual(problems);
  });

  test('no why anywhere above a feature; the why of the plan is none', () => {
    const tree = { a: flag(), b: { c: flag() }, d: group({ why: 'Why.', features: { e: lengthOf('x') } }) };
    expect(found({ features: tree })).toEqual(['no-why features.a', 'no-why features.b.c']);
  });

  test('the features below a group are judged although its own options are wrong', () => {
    const tree = { a: Reflect.apply(group, null, [{ config: 5, why: '', features: { b: flag('x.') } }]) };
    expect(found(features(tree))).toEqual([
      'wrong-type features.a.config',
      'wrong-value features.a.why',
      'key features.a.b',
    ]);
  });

  test.each<[string, unknown, readonly string[]]>([
    ['a string without bounds', { type: 'string' }, [`free-text ${place}`]],
    ['a string of a length alone', { type: 'string', maxLength: 10 }, [`free-text ${place}`]],
    ['free text without a reason', { type: 'string', maxLength: 10, freeText: ' ' }, [`wrong-value ${place}.freeText`]],
    ['free text without a length', { type: 'string', freeText: 'Why.' }, [`missing ${place}.maxLength`]],
    ['a pattern without a length', { type: 'string', pattern: '^a$' }, [`missing ${place}.maxLength`]],
    ['a pattern that is none', { type: 'string', pattern: '(', maxLength: 9 }, [`pattern ${place}.pattern`]],
    ['a pattern without u', { type: 'string', pattern: '\\-', maxLength: 9 }, [`pattern ${place}.pattern`]],
    ['a pattern for ever', { type: 'string', pattern: '^([a-z]+)*$', maxLength: 9 }, [`pattern ${place}.pattern`]],
    ['a format that is none', { type: 'string', format: 'email' }, [`wrong-value ${place}.format`]],
    ['no words', { enum: [] }, [`empty ${place}.enum`]],
    ['a word twice', { enum: ['a', 'a'] }, [`duplicate ${place}.enum`]],
    ['a word that is none', { enum: [1] }, [`wrong-type ${place}.enum.0`]],
    ['no type', {}, [`wrong-value ${place}.type`]],
    ['no such type', { type: 'object' }, [`wrong-value ${place}.type`]],
    ['a keyword that is none', { type: 'boolean', default: true }, [`unknown-key ${place}.default`]],
    ['a nullable that is none', { type: 'boolean', nullable: false }, [`wrong-value ${place}.nullable`]],
    ['a range upside down', { type: 'number', minimum: 2, maximum: 1 }, [`wrong-value ${place}`]],
    ['a value of the future', { type: 'boolean', since: 3 }, [`since ${place}.since`]],
    ['no value', null, [`wrong-type ${place}`]],
  ])('%s', (_, declared, problems) => {
    expect(found(value(declared))).toEqual(problems);
  });

  test.each([
    'service',
    'serviceVersion',
    'telemetry_json',
    'telemetry_dropped',
    'system_x',
    'feature_x',
    'count_x',
    'gauge_x',
    '$ip',
  ])('the reserved property name %s, wherever it is given', (name) => {
    const boolean = { type: 'boolean' };
    expect(found(properties({ [name]: boolean }))).toEqual([`reserved-name events.boiled.properties.${name}`]);
    expect(found({ context: { [name]: boolean } })).toEqual([`reserved-name context.${name}`]);
    expect(found({ identity: { kind: 'installation', instance: name } })).toEqual(['reserved-name identity.instance']);
    expect(found({ gauges: { [name]: boolean } })).toEqual([]);
  });

  test.each<[string, object, readonly string[]]>([
    ['the name of the report', { 'kettle report': soundPlan.events.boiled }, ['duplicate events.kettle report']],
    ['a name with $', { $pageview: soundPlan.events.boiled }, ['reserved-name events.$pageview']],
    ['a name too long', { [ofBytes(202)]: soundPlan.events.boiled }, [`name events.${ofBytes(202)}`]],
    ['no event', { a: null }, ['wrong-type events.a']],
    ['no kind', { a: { why: 'Why.', properties: {} } }, ['wrong-value events.a.kind']],
    ['a kind that is none', { a: { kind: 'never', why: 'Why.', properties: {} } }, ['wrong-value events.a.kind']],
    ['once without properties', { a: { kind: 'once', why: 'Why.' } }, ['missing events.a.properties']],
    [
      'once with days',
      { a: { kind: 'once', everyDays: 3, why: 'Why.', properties: {} } },
      ['unknown-key events.a.everyDays'],
    ],
    [
      'recurring without days',
      { a: { kind: 'recurring', why: 'Why.', properties: {} } },
      ['missing events.a.everyDays'],
    ],
    [
      'recurring without properties',
      { a: { kind: 'recurring', everyDays: 3, why: 'Why.' } },
      ['missing events.a.properties'],
    ],
    [
      'count with properties',
      { a: { kind: 'count', why: 'Why.', properties: {} } },
      ['unknown-key events.a.properties'],
    ],
    ['count with days', { a: { kind: 'count', why: 'Why.', everyDays: 1 } }, ['unknown-key events.a.everyDays']],
    ['count without a reason', { a: { kind: 'count' } }, ['missing events.a.why']],
    ['a count of the future', { a: { kind: 'count', why: 'Why.', since: 3 } }, ['since events.a.since']],
    ['a count of a name that every object has', { toString: { kind: 'count', why: 'Why.' } }, ['name events.toString']],
    [
      'a count that is too long on the wire',
      { [ofBytes(196)]: { kind: 'count', why: 'Why.' } },
      [`name events.${ofBytes(196)}`],
    ],
    ['a count that is not', { [ofBytes(194)]: { kind: 'count', why: 'Why.' } }, []],
    ['an event of the future', { a: { ...soundPlan.events.boiled, since: 3 } }, ['since events.a.since']],
    ['no reason', { a: { kind: 'each', properties: {} } }, ['missing events.a.why']],
  ])('an event with %s', (_, events, problems) => {
    expect(found({ events })).toEqual(problems);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 3650.5, '3', null])(
    'a recurring event every %j days',
    (everyDays) => {
      const events = { a: { kind: 'recurring', everyDays, why: 'Why.', properties: {} } };
      expect(found({ events })).toEqual([expect.stringMatching(/^wrong-\w+ events\.a\.everyDays$/)]);
    },
  );

  test('a count without a report to tell it, and it says the way out', () => {
    const events = { filled: { kind: 'count', why: 'Why.' } };
    expect(problemsOf({ ...soundPlan, events, report: undefined })).toEqual([
      {
        code: 'count',
        at: 'events.filled',
        message: 'is counted for the report, and the plan has none. Give it a report: { name, everyHours }.',
      },
    ]);
  });

  test('a kind that is none, and it says which there are', () => {
    const [problem] = problemsOf({ ...soundPlan, events: { a: { kind: 'twice', why: 'Why.', properties: {} } } });
    expect(problem?.message).toBe("is 'twice'. Give 'each', 'once', 'recurring' or 'count'.");
  });

  test('a name that two values sent with one event have', () => {
    const boolean = { type: 'boolean' };
    const identity = { kind: 'installation', instance: 'id' };
    expect(found(properties({ appEnv: boolean }))).toEqual(['duplicate events.boiled.properties.appEnv']);
    expect(found({ identity, context: { id: boolean } })).toEqual(['duplicate identity.instance']);
    expect(found({ identity, ...properties({ id: boolean }) })).toEqual(['duplicate identity.instance']);
  });
});

describe('what is no plan at all is a PlanError and nothing else:', () => {
  const hostile = {
    get: () => {
      throw new TypeError('no');
    },
    ownKeys: () => {
      throw new TypeError('no');
    },
  };
  const revoked = (): object => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  const endless = (): object => new Proxy({ a: 1 }, { get: endless });
  const branching = (): object => new Proxy({ a: 1, b: 1, c: 1 }, { get: branching });
  const circular: Record<string, unknown> = { ...soundPlan };
  circular['features'] = circular;
  const proto: unknown = JSON.parse('{"__proto__": {"a": 1}}');

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['a text', 'plan'],
    ['a list', [soundPlan]],
    ['a function', () => soundPlan],
    ['a symbol', Symbol('plan')],
    ['an instance', new Date(0)],
    ['a proxy', new Proxy({}, {})],
    ['a proxy that throws', new Proxy({}, hostile)],
    ['a proxy that is revoked', revoked()],
    ['a proxy without end', endless()],
    ['a proxy without end that branches', branching()],
    ['a plan with a hostile part', { ...soundPlan, features: new Proxy({}, hostile) }],
    ['a plan with a revoked part', { ...soundPlan, features: revoked() }],
    ['a plan that holds itself', circular],
    [
      'a plan with a getter that throws',
      {
        ...soundPlan,
        get why() {
          throw new Error('no');
        },
      },
    ],
    ['a plan with a prototype for a name', { ...soundPlan, context: proto }],
  ])('%s', (_, plan) => {
    expect(problemsOf(plan).length).toBeGreaterThan(0);
  });

  test('and says where a plan holds itself', () => {
    expect(problemsOf(circular)).toEqual([
      { code: 'unreadable', at: 'features', message: 'is what it stands in. Take it out.' },
    ]);
  });

  test('and tells of what has no end once', () => {
    expect(problemsOf(branching())).toHaveLength(1);
    expect(problemsOf({ ...soundPlan, features: branching() })).toHaveLength(1);
  });

  test('anything', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withMap: true, withDate: true }), (plan) => {
        expect(problemsOf(plan).length).toBeGreaterThan(0);
      }),
    );
  });

  test('anything in place of any part: it is either a plan that is frozen or a PlanError', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(soundPlan)), fc.anything(), (part, anything) => {
        problemsOf({ ...soundPlan, [part]: anything });
      }),
    );
  });
});
