import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCheck } from '../../src/pipeline/compile-check.ts';
import { eventSchemas } from '../../src/pipeline/event-schemas.ts';
import { guardOf, type Guarded } from '../../src/pipeline/guard.ts';
import { leaksOf, type Leaks } from '../../src/pipeline/guard/leaks.ts';
import { runPipeline } from '../../src/pipeline/pipeline.ts';
import { emptyState } from '../../src/pipeline/state.ts';
import type { Verdict } from '../../src/pipeline/validate.ts';
import { definePlan } from '../../src/plan/define-plan.ts';
import { describeFeatures } from '../../src/plan/describe.ts';
import { config, plan as fixedPlan, start, system, tick, usage } from './facts.ts';
import { identifiers, writtenIn } from './guard/machine.ts';

const plan = definePlan({
  ...fixedPlan,
  context: {
    ...fixedPlan.context,
    region: { type: 'string', pattern: '^.*$', maxLength: 400, why: 'Where kettles are.' },
  },
  gauges: {
    ...fixedPlan.gauges,
    brand: { type: 'string', maxLength: 400, freeText: 'Brands are many.', why: 'Whose.' },
  },
  events: {
    boiled: {
      kind: 'each',
      why: 'How kettles are used.',
      properties: {
        id: { type: 'string', format: 'uuid' },
        note: { type: 'string', maxLength: 32_768, freeText: 'Nobody knows what happens.', optional: true },
        firmware: { type: 'string', pattern: String.raw`^\d+(\.\d+)*[\w.+-]*$`, maxLength: 40, optional: true },
      },
    },
  },
});
const features = describeFeatures(plan);
const schemas = eventSchemas(plan, features);
const check = await compileCheck(schemas);
const id = '019b76da-a800-7000-8000-000000000001';
const context = { appEnv: 'production', region: 'north' };

const verdictsOn = (
  facts: Parameters<typeof runPipeline>[2],
  leaks: Leaks = leaksOf(identifiers),
): readonly Verdict[] =>
  runPipeline({ plan, features, check, guarded: guardOf(schemas, leaks) }, emptyState, facts).verdicts;
const verdictOn = (properties: object, leaks?: Leaks, name = 'boiled'): Verdict | undefined =>
  verdictsOn(
    [
      { ...start(), context },
      { ...usage(2, { id, ...properties }), name },
    ],
    leaks,
  )[0];

describe('guard', () => {
  it('lets pass what identifies nobody', () => {
    expect(verdictOn({ note: 'it whistled twice', firmware: '1.2.3.4' })).toMatchObject({ passed: true });
  });

  it('keeps of what does the names and the reasons, and no value', () => {
    const verdict = verdictOn({ note: 'by Hildegard, at 203.0.113.77' });
    expect(verdict).toEqual({
      passed: false,
      quarantined: {
        uuid: usage(2).id,
        name: 'boiled',
        timestamp: new Date(usage(2).at).toISOString(),
        fields: ['service', 'serviceVersion', 'instanceId', 'appEnv', 'region', 'id', 'note'],
        reasons: [
          "note holds the user's name",
          'note holds an IP address of this machine',
          'note holds an IPv4 address',
        ],
      },
    });
  });

  it('looks at free text, patterns, context, gauges, system values and the version, wherever they stand', () => {
    const texts = identifiers.flatMap(({ value }) => writtenIn(value).map(([, text]) => text));
    const places = fc.constantFrom('note', 'region', 'serviceVersion', 'brand', 'system');
    fc.assert(
      fc.property(places, fc.constantFrom(...texts), (place, text) => {
        const begun = [
          { ...start(), context: place === 'region' ? { ...context, region: text } : context },
          { ...system(), ...(place === 'system' ? { system: { platform: text, cpuCount: 2 } } : {}) },
          config(),
        ] as const;
        const version = place === 'serviceVersion' ? { serviceVersion: text } : {};
        const last =
          place === 'note'
            ? usage(4, { id, note: text })
            : tick(4, 0, { gauges: { cups: 4, brand: place === 'brand' ? text : 'any' } });
        const [verdict] = verdictsOn([{ ...begun[0], ...version }, begun[1], begun[2], last]);
        // A value that is longer than the plan allows is refused before.
        expect(verdict?.passed).toBe(false);
        expect(JSON.stringify(verdict)).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
      { numRuns: 500 },
    );
  });

  it('says where it stands in the nested view too', () => {
    const [verdict] = verdictsOn([
      { ...start(), context },
      { kind: 'system', id, at: 0, instance: 'main', system: { platform: 'brass-kettle-7' } },
      config(),
      tick(4, 0, { gauges: { cups: 1, brand: 'any' } }),
    ]);
    expect(verdict).toMatchObject({
      quarantined: {
        reasons: [
          "system_platform holds this machine's host name",
          "telemetry_json.system.platform holds this machine's host name",
        ],
      },
    });
  });

  it('looks at nothing that the plan fixes', () => {
    const seen: string[] = [];
    const noting: Leaks = (text) => {
      seen.push(text);
      return [];
    };
    verdictOn({}, noting);
    expect(seen).toEqual(['1.2.3', 'north']);
  });

  it('lets the names of the plan stand, and replaces others that tell something by words', () => {
    const { passed, ...verdict } = verdictOn({ 'brass-kettle-7': 1, harmless: 1, 'jane@example.org': 1 }) ?? {
      passed: true,
    };
    expect(passed).toBe(false);
    expect(verdict).toMatchObject({
      quarantined: {
        fields: expect.arrayContaining([
          'service',
          'harmless',
          "a name that holds this machine's host name",
          'a name that holds an e-mail address',
        ]),
        reasons: [
          "a name that holds this machine's host name is not in the plan",
          'harmless is not in the plan',
          'a name that holds an e-mail address is not in the plan',
        ],
      },
    });
    expect(verdictOn({}, undefined, '/home/hildegard')).toMatchObject({
      quarantined: { name: expect.stringContaining("a name that holds the user's home directory") },
    });
  });

  it('replaces a name of any length', () => {
    const name = `${'x'.repeat(150)} hildegard ${'x'.repeat(500)}`;
    expect(JSON.stringify(verdictOn({ [name]: 1 }))).not.toContain('hildegard');
  });

  it('ends with 64 KB of anything, and finds what stands at its end', () => {
    const guarded: Guarded = guardOf(schemas, leaksOf(identifiers));
    const event = { uuid: '', name: 'boiled', timestamp: '', distinctId: '' };
    for (const text of ['@', '%2541', 'eyJ', ':', '\u0301', '\uFDFA']) {
      const note = `${text.repeat(60_000 / text.length)} brass-kettle-7`;
      expect(guarded.reasons({ ...event, properties: { note } })).toContain("note holds this machine's host name");
    }
  });
});
