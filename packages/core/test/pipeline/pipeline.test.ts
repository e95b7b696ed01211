import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { compileCheck } from '../../src/pipeline/compile-check.ts';
import { eventSchemas } from '../../src/pipeline/event-schemas.ts';
import { foldFact } from '../../src/pipeline/fold.ts';
import { runPipeline, type Stages } from '../../src/pipeline/pipeline.ts';
import { emptyState, type State } from '../../src/pipeline/state.ts';
import type { Verdict } from '../../src/pipeline/validate.ts';
import { describeFeatures } from '../../src/plan/describe.ts';
import { config, plan, start, system, tick, usage } from './facts.ts';

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
    expect(state.slots['kettle report']?.reportedBy).toBeNull();
  });

  it('says the whole picture in a report, flat and nested from one value', () => {
    const { verdicts } = runPipeline(stages, emptyState, [start(), system(), config(), tick(4, 0)]);
    expect(verdicts).toEqual([
      {
        passed: true,
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

const uuidsOf = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap((verdict) => (verdict.passed ? [verdict.event.uuid] : []));
