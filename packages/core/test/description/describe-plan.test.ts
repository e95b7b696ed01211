import { describe, expect, it } from 'vitest';
import { describePlan, lackingKeys } from '../../src/description/describe-plan.ts';
import type { DescribedField, PlanDescription } from '../../src/description/described.ts';
import { systemCommands } from '../../src/facts/system-commands.ts';
import { machineIdentity, noIdentity } from '../../src/identity/identities.ts';
import { definePlan } from '../../src/plan/define-plan.ts';
import { anyOf, flag, group, lengthOf, notEmpty } from '../../src/plan/features.ts';
import type { Plan, SystemField } from '../../src/plan/plan.ts';

const base = {
  service: 'kettle',
  version: 3,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: [],
  consent: { default: 'on', config: 'kettle.telemetry' },
} as const;

const whole = definePlan({
  ...base,
  identity: machineIdentity({ host: 'kettle.host' }),
  system: {
    config: 'kettle.system',
    why: 'Old ones.',
    fields: ['arch', 'distro', 'virtual'],
    fieldsSince: { distro: 2 },
  },
  features: group({
    config: 'kettle',
    why: 'What is used.',
    features: {
      lid: flag(),
      stove: { gas: flag('gas.enable', { only: 'flat' }), rings: lengthOf('rings', { since: 2 }) },
      heard: anyOf(['whistle', 'bell']),
      served: notEmpty('guests', { when: 'open' }),
    },
  }),
  context: { appEnv: { enum: ['production', 'development'] } },
  gauges: { cups: { type: 'integer', minimum: 20, why: 'How many.' } },
  events: {
    boiled: {
      kind: 'each',
      why: 'How much.',
      properties: { at: { type: 'string', format: 'date-time', why: 'When.' } },
    },
    cooled: {
      kind: 'recurring',
      everyDays: 7,
      since: 2,
      why: 'How long.',
      properties: { note: { type: 'string', maxLength: 9, freeText: 'Notes' } },
    },
    dropped: { kind: 'count', why: 'How often.' },
  },
  report: { name: 'kettle report', everyHours: 24 },
});

const fieldsOf = ({ events }: PlanDescription, event: string): Readonly<Record<string, DescribedField>> =>
  Object.fromEntries(
    (events.find(({ name }) => name === event)?.fields ?? []).map((field) => [
      field.flat ?? field.nested?.join('.'),
      field,
    ]),
  );

describe('the description of a plan', () => {
  it('has every event, the report first, with its kind, reason and version', async () => {
    const { events, common } = await describePlan(whole);
    expect(events.map(({ name, kind, why, since, everyDays }) => ({ name, kind, why, since, everyDays }))).toEqual([
      { name: 'kettle report', kind: 'report', why: null, since: 1, everyDays: null },
      { name: 'boiled', kind: 'each', why: 'How much.', since: 1, everyDays: null },
      { name: 'cooled', kind: 'recurring', why: 'How long.', since: 2, everyDays: 7 },
    ]);
    expect(common.map(({ flat }) => flat)).toEqual(['service', 'serviceVersion', 'appEnv']);
  });

  it('has every field with where it comes from, since when and why', async () => {
    const report = fieldsOf(await describePlan(whole), 'kettle report');
    expect(Object.keys(report)).toEqual([
      'system_id',
      'system_arch',
      'system_distro',
      'system_virtual',
      'feature_lid',
      'feature_stoveGas',
      'feature_stoveRings',
      'feature_heard',
      'feature_served',
      'gauge_cups',
      'count_dropped',
      'telemetry_dropped',
    ]);
    expect(report).toMatchObject({
      system_id: { origin: { from: 'identity' }, nested: ['telemetry_json', 'system', 'id'] },
      system_distro: { since: 2, why: 'Old ones.', origin: { from: 'system', source: 'osInfo' } },
      feature_lid: { since: 1, why: 'What is used.', origin: { from: 'config', rule: 'value', keys: ['kettle.lid'] } },
      feature_stoveGas: { nested: null, origin: { keys: ['kettle.stove.gas.enable'] } },
      feature_stoveRings: { since: 2, nested: ['telemetry_json', 'enabledFeatures', 'feature', 'stove', 'rings'] },
      feature_served: { origin: { rule: 'notEmpty', keys: ['kettle.guests'], when: 'kettle.open' } },
      gauge_cups: { why: 'How many.', schema: { nullable: true, minimum: 20 }, origin: { from: 'gauge' } },
      count_dropped: { why: 'How often.', origin: { from: 'count' } },
      telemetry_dropped: { optional: true, origin: { from: 'store' } },
    });
    expect(fieldsOf(await describePlan(whole), 'cooled')).toMatchObject({ note: { since: 2, freeText: 'Notes' } });
  });

  it('gives examples that the plan allows, and takes its own', async () => {
    const values = {
      yes: { type: 'boolean' },
      few: { type: 'integer', minimum: 40, maximum: 41 },
      half: { type: 'number', minimum: 0.2, maximum: 0.8 },
      none: { type: 'integer', minimum: 0.2, maximum: 0.8 },
      word: { enum: ['one', 'two'] },
      day: { type: 'string', format: 'date' },
      shut: { type: 'string', format: 'uuid', maxLength: 10 },
      form: { type: 'string', pattern: '^a+$', maxLength: 9 },
      own: { type: 'string', pattern: '^a+$', maxLength: 9, example: 'aaa' },
      text: { type: 'string', maxLength: 2, freeText: 'x' },
    } as const;
    const plan = definePlan({ ...base, events: { e: { kind: 'each', why: 'x', properties: values } } });
    const fields = fieldsOf(await describePlan(plan), 'e');
    expect(Object.fromEntries(Object.entries(fields).map(([name, { example }]) => [name, example]))).toEqual({
      yes: true,
      few: 41,
      half: 0.5,
      none: null,
      word: 'one',
      day: '2026-01-05',
      shut: null,
      form: null,
      own: 'aaa',
      text: 'x',
    });
  });

  it('has samples that are the same each time, made by the pipeline', async () => {
    const [first, second] = [await describePlan(whole), await describePlan(whole)];
    expect(first).toEqual(second);
    expect(first.events[0]?.sample).toMatchObject({
      name: 'kettle report',
      timestamp: '2026-01-05T06:07:08.000Z',
      properties: {
        service: 'kettle',
        appEnv: 'production',
        system_arch: 'x64',
        feature_stoveRings: 3,
        gauge_cups: 20,
        count_dropped: 12,
        telemetry_json: {
          enabledFeatures: { feature: { stove: { rings: 3 } } },
          system: { distro: 'Debian GNU/Linux' },
        },
      },
    });
    expect(first.events[0]?.sample?.properties['system_id']).toBe(first.events[0]?.sample?.distinctId);
  });

  it('does without a sample that would be too large to be sent', async () => {
    const long = { type: 'string', pattern: '^a+$', maxLength: 32_768, example: 'a'.repeat(32_768) } as const;
    const plan = definePlan({
      ...base,
      events: { e: { kind: 'each', why: 'x', properties: { a: long, b: long, c: long } } },
    });
    expect((await describePlan(plan)).events).toMatchObject([{ name: 'e', sample: null }]);
  });

  it('says what is declared and sent by nothing', async () => {
    const { report: _, events: _events, ...rest } = whole;
    const without: Plan = definePlan(rest);
    expect((await describePlan(without)).unsent).toEqual([
      'system_arch',
      'system_distro',
      'system_virtual',
      'feature_lid',
      'feature_stoveGas',
      'feature_stoveRings',
      'feature_heard',
      'feature_served',
      'gauge_cups',
    ]);
    const nested = definePlan({ ...whole, report: { name: 'r', everyHours: 1, shape: 'nested' } });
    expect((await describePlan(nested)).unsent).toEqual(['feature_stoveGas']);
    expect((await describePlan(whole)).unsent).toEqual([]);
  });

  it('has nothing come before the report that it is sent in', async () => {
    const late = definePlan({ ...whole, report: { name: 'r', everyHours: 1, since: 3 } });
    const report = fieldsOf(await describePlan(late), 'r');
    expect(new Set(Object.values(report).map(({ since }) => since))).toEqual(new Set([3]));
  });
});

describe('the commands', () => {
  it('are those that the fields and the id need, by platform', async () => {
    const { commands } = await describePlan(whole);
    const onMac = commands.filter(({ platform }) => platform === 'darwin');
    const { osInfo, system, networkInterfaceDefault } = systemCommands;
    expect(onMac.map(({ command }) => command)).toEqual(
      [...osInfo.darwin, ...system.darwin, ...networkInterfaceDefault.darwin].map(({ command }) => command),
    );
    expect(onMac.at(-1)?.for).toEqual(['id']);
    expect(onMac[0]?.for).toEqual(['distro']);
    expect(commands.filter(({ command }) => command === 'chcp')).toMatchObject([{ platform: 'win32', for: [] }]);
  });

  it('are told once where one reads both a field and a part of the id', async () => {
    const plan = definePlan({
      ...base,
      identity: machineIdentity({ host: 'a.b' }),
      system: { why: 'x', fields: ['virtual'] },
    });
    const { commands } = await describePlan(plan);
    expect(commands.filter(({ command }) => command.startsWith('ioreg'))).toMatchObject([{ for: ['virtual', 'id'] }]);
  });

  it('are on Linux one at most, and none for what makes the id', async () => {
    const onLinux = async (fields: readonly SystemField[]) => {
      const plan = definePlan({ ...base, identity: machineIdentity({ host: 'a.b' }), system: { why: 'x', fields } });
      return (await describePlan(plan)).commands.filter(({ platform }) => platform === 'linux');
    };
    expect(await onLinux(['distro', 'release', 'codename'])).toEqual([]);
    expect(await onLinux(['distro', 'virtual'])).toMatchObject([{ command: 'dmesg', for: ['virtual'] }]);
  });

  it('are none where no field needs one', async () => {
    const plan = definePlan({ ...base, identity: noIdentity(), system: { why: 'x', fields: ['arch', 'nodeVersion'] } });
    expect((await describePlan(plan)).commands).toEqual([]);
  });
});

describe('the config keys', () => {
  it('are all that is looked up, each once, with what for', async () => {
    expect((await describePlan(whole)).configKeys).toEqual([
      { key: 'kettle.telemetry', for: ['consent'] },
      { key: 'kettle.system', for: ['system'] },
      { key: 'kettle.host', for: ['id'] },
      { key: 'kettle.lid', for: ['feature_lid'] },
      { key: 'kettle.stove.gas.enable', for: ['feature_stoveGas'] },
      { key: 'kettle.stove.rings', for: ['feature_stoveRings'] },
      { key: 'kettle.whistle', for: ['feature_heard'] },
      { key: 'kettle.bell', for: ['feature_heard'] },
      { key: 'kettle.guests', for: ['feature_served'] },
      { key: 'kettle.open', for: ['feature_served'] },
    ]);
  });

  it('that a config lacks are found, and one that holds null is not lacking', async () => {
    const config = {
      kettle: { telemetry: true, system: true, host: null, lid: false, stove: { rings: [] }, open: true },
    };
    expect((await lackingKeys(whole, config)).map(({ key }) => key)).toEqual([
      'kettle.stove.gas.enable',
      'kettle.whistle',
      'kettle.bell',
      'kettle.guests',
    ]);
  });
});
