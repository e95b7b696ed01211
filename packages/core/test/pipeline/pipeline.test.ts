import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { compileCheck } from '../../src/pipeline/compile-check.ts';
import { eventSchemas } from '../../src/pipeline/event-schemas.ts';
import { foldFact } from '../../src/pipeline/fold.ts';
import { runPipeline, type Stages } from '../../src/pipeline/pipeline.ts';
import { emptyState, type State } from '../../src/pipeline/state.ts';
import type { TelemetryEvent } from '../../src/pipeline/telemetry-event.ts';
import type { Verdict } from '../../src/pipeline/validate.ts';
import { describeFeatures } from '../../src/plan/describe.ts';
import { config, counted, erased, mode, plan, start, system, tick, usage, whistled } from './facts.ts';

const features = describeFeatures(plan);
const stages: Stages = { plan, features, check: await compileCheck(eventSchemas(plan, features)) };

/** Facts in any order and number, as hosts, restarts and clocks may bring them. */
const anyFacts = fc
  .array(
    fc.oneof(
      fc.constant(start),
      fc.constant(system),
      fc.constant(config),
      fc.constant((count: number) => usage(count)),
      fc.constant((count: number) => usage(count, { litres: -1, at: null })),
      fc.constantFrom('low', 'high', 'shrill').map((tune) => (count: number) => whistled(count, tune)),
      fc.record({ quiet: fc.boolean(), days: fc.integer({ min: -70, max: 70 }) }).map(
        ({ quiet, days }) =>
          (count: number) =>
            mode(count, quiet, days),
      ),
      fc.record({ by: fc.integer({ min: 1, max: 9 }), name: fc.constantFrom('filled', 'emptied') }).map(
        ({ by, name }) =>
          (count: number) =>
            counted(count, by, { name }),
      ),
      fc.constantFrom('all' as const, 'unsent' as const).map((what) => (count: number) => erased(count, what)),
      fc.integer({ min: -3, max: 3 }).map((slot) => (count: number) => tick(count, slot)),
      fc.integer({ min: -3, max: 3 }).map((slot) => (count: number) => tick(count, slot, { report: false })),
    ),
    { maxLength: 40 },
  )
  .map((make): Fact[] => make.map((fact, index) => fact(index + 1)));

describe('the pipeline', () => {
  it('gives the same events with the same uuids when the same facts are replayed, however the replay is cut', () => {
    fc.assert(
      fc.property(anyFacts, fc.array(fc.nat(40), { maxLength: 5 }), (facts, cuts) => {
        const whole = runPipeline(stages, emptyState, facts);
        let state: State = emptyState;
        const verdicts: Verdict[] = [];
        const places = [0, ...cuts.map((cut) => Math.min(cut, facts.length)).sort((a, b) => a - b), facts.length];
        for (const [index, from] of places.slice(0, -1).entries()) {
          const part = runPipeline(stages, state, facts.slice(from, places[index + 1]));
          // A store keeps the state as JSON between two parts.
          state = JSON.parse(JSON.stringify(part.state));
          verdicts.push(...part.verdicts);
        }
        expect(verdicts).toEqual(whole.verdicts);
        expect(state).toEqual(whole.state);
      }),
    );
  });

  it('has no state but the fold of the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(runPipeline(stages, emptyState, facts).state).toEqual(facts.reduce(foldFact, emptyState));
      }),
    );
  });

  it('makes one report a slot, whoever ticks and however often', () => {
    const facts = [
      start(1),
      start(2, 'worker'),
      tick(3, 0),
      tick(4, 0, { instance: 'worker' }),
      tick(5, 0),
      tick(6, 1),
    ];
    const { verdicts } = runPipeline(stages, emptyState, facts);
    expect(uuidsOf(verdicts)).toHaveLength(2);
    expect(new Set(uuidsOf(verdicts)).size).toBe(2);
  });

  it('gives the report of a slot the same uuid in whichever process and life it is made', () => {
    const once = runPipeline(stages, emptyState, [start(1), tick(2, 7)]);
    const again = runPipeline(stages, emptyState, [start(31), system(32), tick(33, 7)]);
    expect(uuidsOf(again.verdicts)).toEqual(uuidsOf(once.verdicts));
  });

  it('makes none for a slot that is only marked', () => {
    const { verdicts, state } = runPipeline(stages, emptyState, [start(), tick(2, 0, { report: false }), tick(3, 0)]);
    expect(verdicts).toEqual([]);
    expect(state.slots['kettle report']).toEqual({ start: tick(2, 0).slot, counted: {}, before: [] });
  });

  it('says the whole picture in a report, flat and nested from one value', () => {
    const { verdicts } = runPipeline(stages, emptyState, [start(), system(), config(), tick(4, 0)]);
    expect(verdicts).toEqual([
      {
        passed: true,
        json: expect.stringContaining('"gauge_cups":4'),
        bytes: expect.any(Number),
        event: {
          uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          name: 'kettle report',
          timestamp: '2026-06-01T12:00:00.000Z',
          distinctId: 'ab'.repeat(32),
          properties: {
            service: 'kettle',
            serviceVersion: '1.2.3',
            instanceId: '7f0f5b2e-58c5-4ec4-9a5c-9a34ff15b6d5',
            appEnv: 'production',
            system_platform: 'linux',
            system_cpuCount: 2,
            feature_whistle: true,
            feature_spoutFilter: false,
            feature_spoutLength: 12,
            feature_lidShape: 'round',
            feature_secret: true,
            gauge_cups: 4,
            count_filled: 0,
            count_emptied: 0,
            telemetry_json: {
              enabledFeatures: {
                feature: { whistle: true, spout: { filter: false, length: 12 }, lid: 'round', deep: null },
              },
              system: { platform: 'linux', cpuCount: 2 },
            },
          },
        },
      },
    ]);
  });

  it('tells in a report what was counted since the one before, and 0 where nothing was', () => {
    const { verdicts } = runPipeline(stages, emptyState, [
      start(),
      counted(2, 3),
      tick(3, 0),
      counted(4, 1, { name: 'emptied' }),
      counted(5, 2, { name: 'emptied' }),
      tick(6, 0),
      tick(7, 1),
      tick(8, 2),
    ]);
    expect(propertiesOf(verdicts).map(({ count_filled, count_emptied }) => [count_filled, count_emptied])).toEqual([
      [3, 0],
      [0, 3],
      [0, 0],
    ]);
  });

  it('loses nothing of what was counted, and tells nothing twice, whatever else happens but erasures', () => {
    const facts = anyFacts.map((some) => some.filter(({ kind }) => kind !== 'erase'));
    fc.assert(
      fc.property(facts, (some) => {
        const { verdicts, state } = runPipeline(stages, emptyState, [start(100), ...some]);
        const told = sum(propertiesOf(verdicts).map(({ count_filled }) => Number(count_filled ?? 0)));
        const left = state.counts['kettle report']?.['filled'] ?? 0;
        expect(told + left).toBe(
          sum(some.map((fact) => (fact.kind === 'count' && fact.name === 'filled' ? fact.by : 0))),
        );
      }),
    );
  });

  it('says in a report how many events were lost so far, and nothing where none was', () => {
    const { verdicts } = runPipeline(stages, emptyState, [
      start(),
      tick(2, 0),
      tick(3, 1, { dropped: 4 }),
      tick(4, 2, { dropped: 4 }),
      tick(5, 3, { dropped: 6 }),
    ]);
    const properties = propertiesOf(verdicts);
    expect(properties.map((report) => report['telemetry_dropped'])).toEqual([undefined, 4, 4, 6]);
    expect(properties[0]).not.toHaveProperty('telemetry_dropped');
  });

  it('tells of what is known again once, and of what recurs when it does, and quarantines each that fails', () => {
    const { verdicts } = runPipeline(stages, emptyState, [
      start(),
      whistled(2, 'low'),
      whistled(3, 'low'),
      whistled(4, 'never heard of'),
      mode(5, true),
      mode(6, true, 1),
      mode(7, true, 31),
    ]);
    expect(verdicts.map((verdict) => (verdict.passed ? verdict.event.uuid : verdict.quarantined.uuid))).toEqual(
      [whistled(2, 'low'), whistled(4, ''), mode(5, true), mode(7, true)].map(({ id }) => id),
    );
    expect(verdicts.map(({ passed }) => passed)).toEqual([true, false, true, true]);
  });

  it('tells all again after all was erased, but no report a second time', () => {
    const facts = [start(), whistled(2, 'low'), mode(3, true), counted(4, 2), tick(5, 0)];
    const again = [start(11), whistled(12, 'low'), mode(13, true), tick(14, 0)];
    const { verdicts } = runPipeline(stages, emptyState, [...facts, erased(6, 'all'), ...again]);
    expect(namesOf(verdicts)).toEqual(['whistled', 'mode', 'kettle report', 'whistled', 'mode']);
  });

  it('says nothing in a later report of what was counted and erased before it was sent', () => {
    for (const what of ['all', 'unsent'] as const) {
      const { verdicts } = runPipeline(stages, emptyState, [
        start(),
        counted(2, 3),
        erased(3, what),
        start(4),
        tick(5, 0),
      ]);
      expect(propertiesOf(verdicts)).toMatchObject([{ count_filled: 0 }]);
    }
  });

  it('reports null for all that it does not know yet, and loses no report for it', () => {
    const [verdict] = runPipeline(stages, emptyState, [start(), tick(2, 0, { gauges: {} })]).verdicts;
    expect(verdict).toMatchObject({
      passed: true,
      event: { properties: { feature_whistle: null, system_platform: null, gauge_cups: null } },
    });
  });

  it('sends with a usage event its own properties and what belongs to every event', () => {
    const [verdict] = runPipeline(stages, emptyState, [start(), usage(9)]).verdicts;
    expect(verdict).toMatchObject({
      passed: true,
      event: {
        uuid: usage(9).id,
        name: 'boiled',
        properties: {
          service: 'kettle',
          serviceVersion: '1.2.3',
          instanceId: '7f0f5b2e-58c5-4ec4-9a5c-9a34ff15b6d5',
          appEnv: 'production',
          litres: 1.5,
          at: null,
        },
      },
    });
  });

  it.each<[string, Fact, string[], RegExp]>([
    ['of the wrong type', usage(9, { litres: 'lots', at: null }), ['litres', 'at'], /litres must be number/],
    ['out of range', usage(9, { litres: -1, at: null }), ['litres', 'at'], /litres must be >= 0/],
    ['in a wrong format', usage(9, { litres: 1, at: 'yesterday' }), ['litres', 'at'], /at must match format/],
    [
      'not in the plan',
      usage(9, { litres: 1, at: null, whatFor: 'tea' }),
      ['litres', 'at', 'whatFor'],
      /whatFor is not in the plan/,
    ],
    ['missing', usage(9, { litres: 1 }), ['litres'], /must have required property 'at'/],
    [
      'hiding one that every event has',
      usage(9, { litres: 1, at: null, serviceVersion: 'x' }),
      ['litres', 'at'],
      /serviceVersion \(given twice\) is not/,
    ],
  ])('sets an event aside, without its values, when a property is %s', (_, fact, fields, reason) => {
    const [verdict] = runPipeline(stages, emptyState, [start(), fact]).verdicts;
    expect(verdict).toMatchObject({
      passed: false,
      quarantined: { uuid: fact.id, fields: expect.arrayContaining(fields), reasons: [expect.stringMatching(reason)] },
    });
    expect(JSON.stringify(verdict)).not.toMatch(/lots|yesterday|tea/);
  });

  it('sets aside an event that the plan does not know', () => {
    const [verdict] = runPipeline(stages, emptyState, [start(), { ...usage(9), name: 'x'.repeat(1000) }]).verdicts;
    expect(verdict).toMatchObject({ passed: false, quarantined: { reasons: ['is no event of the plan'] } });
    expect(JSON.stringify(verdict).length).toBeLessThan(1000);
  });

  it('throws what a stage throws, at once and at its caller', () => {
    const broken: Stages = {
      ...stages,
      check: () => {
        throw new Error('a bug');
      },
    };
    expect(() => runPipeline(broken, emptyState, [start(), usage(9)])).toThrow('a bug');
  });

  it('keeps the instances of an installation apart', () => {
    const worker: Fact = { ...usage(9), instance: 'worker' };
    const { verdicts } = runPipeline(stages, emptyState, [
      start(1),
      { ...start(2, 'worker'), serviceVersion: '9' },
      usage(3),
      worker,
    ]);
    expect(verdicts.map((verdict) => verdict.passed && verdict.event.properties['serviceVersion'])).toEqual([
      '1.2.3',
      '9',
    ]);
  });
});

const namesOf = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap((verdict) => (verdict.passed ? [verdict.event.name] : []));

const propertiesOf = (verdicts: readonly Verdict[]): TelemetryEvent['properties'][] =>
  verdicts.flatMap((verdict) => (verdict.passed ? [verdict.event.properties] : []));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const uuidsOf = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap((verdict) => (verdict.passed ? [verdict.event.uuid] : []));
