import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentOf, type ConsentInputs } from '../../src/consent/consent.ts';
import { plan as kettle } from '../lifecycle/host.ts';

type Says = 'on' | 'off' | null;
/** What a place holds, and what that says. */
type Holding = readonly [value: string | undefined, says: Says];

const anyOf = (values: readonly (string | undefined)[], says: Says) =>
  fc.constantFrom(...values.map((value): Holding => [value, says]));
const nothing = anyOf([undefined, '', ' '], null);
const garbage = anyOf(['perhaps', '2', 'onn', 'null'], 'off');
const switches = fc.oneof(
  nothing,
  anyOf(['true', '1', 'ON', ' yes '], 'on'),
  anyOf(['false', '0', 'Off', 'no\n'], 'off'),
  garbage,
);
const invertedSwitches = fc.oneof(
  nothing,
  anyOf(['true', '1', 'ON', ' yes '], 'off'),
  anyOf(['false', '0', 'Off', 'no\n'], 'on'),
  garbage,
);
const doNotTrack = fc.oneof(nothing, anyOf(['0', 'false', 'No', 'off'], null), anyOf(['1', 'true', 'x', 'on'], 'off'));
/** A place that is read from somewhere, and may not be readable. */
const readPlaces = <V>(values: fc.Arbitrary<readonly [value: V, says: Says]>) =>
  fc.oneof(
    values.map(([value, says]) => ({ input: { value }, says })),
    fc.constant({ input: { problem: 'it cannot be read' }, says: 'off' as const }),
  );
const operators = readPlaces(
  fc.constantFrom<['on' | 'off' | undefined, Says]>([undefined, null], ['on', 'on'], ['off', 'off']),
);
const configs = fc.oneof(
  readPlaces(
    fc.oneof(
      switches,
      fc.constantFrom<[unknown, Says]>([true, 'on'], [false, 'off'], [1, 'on'], [0, 'off'], [null, null], [[], 'off']),
    ),
  ),
  fc.constant({ input: { problem: 'it is half-written', isUnreadable: true }, says: 'off' as const }),
);
const variables = fc.oneof(
  fc.constant({ variable: {}, env: {}, says: null }),
  switches.map(([value, says]) => ({ variable: { env: 'KETTLE' }, env: { KETTLE: value }, says })),
  switches.map(([value, says]) => ({
    variable: { env: { name: 'KETTLE', inverted: false } },
    env: { KETTLE: value },
    says,
  })),
  invertedSwitches.map(([value, says]) => ({
    variable: { env: { name: 'KETTLE', inverted: true } },
    env: { KETTLE: value },
    says,
  })),
);

/** A world, and what each of the four places says in it. */
const worlds = fc
  .record({
    byDefault: fc.constantFrom('on' as const, 'off' as const),
    doNotTrack,
    variable: variables,
    operator: operators,
    config: configs,
    ci: fc.boolean(),
    dryRun: fc.boolean(),
  })
  .map(({ byDefault, doNotTrack: [tracking, trackingSays], variable, operator, config, ci, dryRun }) => {
    const inputs: ConsentInputs = {
      env: { ...variable.env, DO_NOT_TRACK: tracking, CI: ci ? 'true' : undefined },
      operator: operator.input,
      config: config.input,
      dryRun,
    };
    const plan = { ...kettle, consent: { default: byDefault, config: 'kettle.telemetry', ...variable.variable } };
    return { plan, inputs, byDefault, ci, dryRun, said: [trackingSays, variable.says, operator.says, config.says] };
  });

const nobody: ConsentInputs = { env: {}, operator: {}, config: {}, dryRun: false };

describe('consent', () => {
  it('is off where any place says off, else on where any says on, else off in CI that would send, else the default', () => {
    fc.assert(
      fc.property(worlds, ({ plan, inputs, byDefault, ci, dryRun, said }) => {
        const { on, reason, heldBack } = consentOf(plan, inputs);
        if (said.includes('off')) expect(on).toBe(false);
        else if (said.includes('on')) expect(on).toBe(true);
        else if (ci && !dryRun) expect(on).toBe(false);
        else expect(on).toBe(byDefault === 'on');
        expect(reason.startsWith(`${on ? 'on' : heldBack ? 'held back' : 'off'}, because `)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is held back where all that says off are decisions or a config that cannot be read now', () => {
    fc.assert(
      fc.property(worlds, ({ plan, inputs, said }) => {
        const unreadable = [false, false, 'problem' in inputs.operator, inputs.config.isUnreadable === true];
        const offs = said.flatMap((says, index) => (says === 'off' ? [unreadable[index]] : []));
        expect(consentOf(plan, inputs).heldBack).toBe(offs.length > 0 && !offs.includes(false));
      }),
      { numRuns: 2000 },
    );
  });

  it('lists all four places in one order, with what each says and holds', () => {
    fc.assert(
      fc.property(worlds, ({ plan, inputs, said }) => {
        const { places } = consentOf(plan, inputs);
        expect(places.map(({ source }) => source)).toEqual(['do-not-track', 'variable', 'operator', 'config']);
        expect(places.map(({ says }) => says)).toEqual(said);
        for (const { says, holds, problem, name } of places) {
          expect(name).not.toBe('');
          if (says !== null) expect(holds ?? problem).not.toBeNull();
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is decided by a place that says so, or else by CI or the default, and the reason names it', () => {
    fc.assert(
      fc.property(worlds, ({ plan, inputs, ci, dryRun, said }) => {
        const { on, decidedBy, places, reason } = consentOf(plan, inputs);
        const decider = places.find(({ name }) => name === decidedBy);
        if (said.some((says) => says !== null)) {
          expect(decider?.says).toBe(on ? 'on' : 'off');
          const why = decider?.problem ?? `${decidedBy} is ${decider?.holds}`;
          expect(reason).toContain(why.replace(/, so telemetry is off\..*$/su, ''));
          expect(reason).not.toContain('so telemetry is off');
        } else {
          expect(decidedBy).toBe(ci && !dryRun ? 'CI' : "the plan's default");
          expect(reason).toContain(decidedBy);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('names a variable or a config key that the plan does not have, as not configured', () => {
    const plan = { ...kettle, consent: { default: 'on' as const } };
    const { places } = consentOf(plan, { ...nobody, env: { '': 'off', KETTLE_TELEMETRY: 'off' } });
    expect(places.map(({ name, configured, says }) => [name, configured, says])).toEqual([
      ['DO_NOT_TRACK', true, null],
      ['a variable', false, null],
      ["the operator's decision", true, null],
      ['a config key', false, null],
    ]);
  });

  it.each([
    [{}, "on, because that is the plan's default and nobody said otherwise"],
    [{ env: { CI: '1' } }, 'off, because this is a CI environment and nobody said on'],
    [{ env: { KETTLE_TELEMETRY: 'Yes' } }, 'on, because KETTLE_TELEMETRY is Yes'],
    [{ operator: { value: 'off' } }, "off, because the operator's decision is off"],
    [{ config: { value: false } }, 'off, because kettle.telemetry is false'],
    [
      { operator: { problem: 'the decisions cannot be read: no such luck' } },
      'held back, because the decisions cannot be read: no such luck',
    ],
    [{ env: { KETTLE_TELEMETRY: 'perhaps' } }, 'off, because KETTLE_TELEMETRY holds "perhaps"'],
    [{ config: { value: [] } }, 'off, because kettle.telemetry holds a list'],
    [
      { config: { problem: 'kettle.telemetry cannot be read: it is half-written.', isUnreadable: true } },
      'held back, because kettle.telemetry cannot be read: it is half-written.',
    ],
  ] as const)('says in words why: %j', (more, reason) => {
    expect(consentOf(kettle, { ...nobody, ...more }).reason).toBe(reason);
  });
});
