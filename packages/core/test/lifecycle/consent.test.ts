import { describe, expect, it } from 'vitest';
import { memoryStore, type ConsentSource, type Decisions } from '../../src/index.ts';
import { config, hour, kettle, lasting } from './host.ts';

const saidOff = async (): Promise<Decisions> => {
  const decisions = lasting();
  await decisions.update((decided) => ({ ...decided, consent: { value: 'off', at: '2026-01-01T00:00:00.000Z' } }));
  return decisions;
};
const configThatSays = (telemetry: unknown) => ({ kettle: { ...config.kettle, telemetry } });

describe('consent', () => {
  it.each<[ConsentSource, string, () => Promise<Parameters<typeof kettle>[0]>]>([
    ['do-not-track', 'DO_NOT_TRACK', async () => ({ env: { DO_NOT_TRACK: '1' } })],
    ['variable', 'KETTLE_TELEMETRY', async () => ({ env: { KETTLE_TELEMETRY: 'off' } })],
    ['operator', "the operator's decision", async () => ({ store: memoryStore({ decisions: await saidOff() }) })],
    ['config', 'kettle.telemetry', async () => ({ config: configThatSays(false) })],
  ])('is off when %s alone says off, and status names the place', async (source, name, world) => {
    const { telemetry, sink, start } = kettle(await world());
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    const { state, consent, id } = await telemetry.status();
    expect({ state, decidedBy: consent.decidedBy, id }).toEqual({ state: 'off', decidedBy: name, id: null });
    expect(consent.places.filter(({ says }) => says === 'off').map((place) => place.source)).toEqual([source]);
    expect(sink.batches).toEqual([]);
  });

  it('lists all four places, in words, whoever decided', async () => {
    const { telemetry, start } = kettle({ env: { DO_NOT_TRACK: '1', KETTLE_TELEMETRY: 'on' } });
    await start();
    const { consent } = await telemetry.status();
    expect(consent.reason).toBe('off, because DO_NOT_TRACK is 1');
    expect(consent.places.map(({ name, says, holds }) => [name, says, holds])).toEqual([
      ['DO_NOT_TRACK', 'off', '1'],
      ['KETTLE_TELEMETRY', 'on', 'on'],
      ["the operator's decision", null, null],
      ['kettle.telemetry', 'on', 'true'],
    ]);
  });

  it('is off in CI when nobody spoke and something would be sent, and on where nothing would', async () => {
    const sent = kettle({ env: { CI: 'true' }, config: configThatSays(null) });
    await sent.start();
    expect((await sent.telemetry.status()).consent).toMatchObject({ on: false, decidedBy: 'CI' });
    const dry = kettle({ env: { CI: 'true' }, config: configThatSays(null), sinks: [{ ...sent.sink, dryRun: true }] });
    await dry.start();
    expect((await dry.telemetry.status()).consent).toMatchObject({ on: true, decidedBy: "the plan's default" });
  });

  it('is off and says what may stand there when a place holds something else', async () => {
    const { telemetry, lines, start } = kettle({ env: { KETTLE_TELEMETRY: 'perhaps' } });
    await start();
    expect((await telemetry.status()).consent).toMatchObject({ on: false, decidedBy: 'KETTLE_TELEMETRY' });
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([
      expect.stringMatching(/KETTLE_TELEMETRY.*perhaps.*(true|on)/),
    ]);
  });

  it('is off when decisions cannot be read, and deletes nothing for it', async () => {
    const decisions = lasting();
    const broken: Decisions = { ...decisions, read: async () => Promise.reject(new Error('no such luck')) };
    const { telemetry, start, sink } = kettle({ store: memoryStore({ decisions: broken }) });
    await start();
    const { state, consent } = await telemetry.status();
    expect(state).toBe('off');
    expect(consent.reason).toMatch(/no such luck/);
    expect(sink.batches).toEqual([]);
  });

  it('is obeyed before each delivery, also when another process changed it', async () => {
    const decisions = lasting();
    const { telemetry, sink, start, clock } = kettle({ store: memoryStore({ decisions }) });
    await start();
    await telemetry.flush();
    expect(sink.accepted).toHaveLength(1);
    telemetry.record('boiled', { litres: 1 });
    await decisions.update((decided) => ({ ...decided, consent: { value: 'off', at: '' } }));
    await clock.advance(hour);
    expect(sink.accepted).toHaveLength(1);
    expect((await telemetry.status()).state).toBe('off');
    telemetry.record('boiled', { litres: 2 });
    expect((await telemetry.on()).ok).toBe(true);
    await telemetry.flush();
    expect(sink.accepted.filter(({ name }) => name === 'boiled')).toEqual([]);
  });

  it('is asked of the config again at each slot', async () => {
    let says: unknown = true;
    const { telemetry, sink, start, clock } = kettle({ config: () => configThatSays(says) });
    await start();
    await telemetry.flush();
    says = false;
    await clock.advance(12 * hour);
    expect((await telemetry.status()).state).toBe('off');
    expect(sink.accepted).toHaveLength(1);
  });

  it('turns off at once and deletes what was not sent; what happens then is never sent', async () => {
    const { telemetry, sink, start, clock } = kettle();
    sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: '503' })));
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect((await telemetry.off()).ok).toBe(true);
    expect(clock.timers).toEqual([]);
    telemetry.record('boiled', { litres: 2 });
    sink.answerWith((batch) => batch.map(() => ({ status: 'accepted' })));
    expect(await telemetry.on()).toMatchObject({ ok: true });
    telemetry.record('boiled', { litres: 3 });
    await telemetry.flush();
    const sent = sink.accepted.filter(({ name }) => name === 'boiled');
    expect(sent.map(({ properties }) => properties['litres'])).toEqual([3]);
  });

  it('never sends what was recorded before a start that found it off', async () => {
    const { telemetry, sink, start } = kettle({ store: memoryStore({ decisions: await saidOff() }) });
    telemetry.record('boiled', { litres: 1 });
    await start();
    expect((await telemetry.on()).ok).toBe(true);
    telemetry.record('boiled', { litres: 2 });
    await telemetry.flush();
    const sent = sink.accepted.filter(({ name }) => name === 'boiled');
    expect(sent.map(({ properties }) => properties['litres'])).toEqual([2]);
  });

  it('keeps the wish for on, names the place that says off, and fails', async () => {
    const decisions = lasting();
    const { telemetry, start } = kettle({ env: { DO_NOT_TRACK: '1' }, store: memoryStore({ decisions }) });
    await start();
    expect(await telemetry.on()).toMatchObject({ ok: false, reason: 'off, because DO_NOT_TRACK is 1' });
    expect((await decisions.read()).consent?.value).toBe('on');
  });

  it('says that a decision could not be kept', async () => {
    const decisions: Decisions = { ...lasting(), update: async () => Promise.reject(new Error('disk is read-only')) };
    const { telemetry } = kettle();
    expect(await telemetry.off({ store: memoryStore({ decisions }) })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('the decision could not be kept, and so'),
    });
  });
});

describe('start', () => {
  it('refuses telemetry that is on while system information is off, and names both keys and both ways out', async () => {
    const contradiction = { kettle: { telemetry: true, systemInfo: false } };
    const { start, sink, telemetry } = kettle({ config: contradiction });
    await expect(start()).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'system-info-off',
      message:
        'Failed to start: telemetry is on (kettle.telemetry: true) while system information is off ' +
        '(kettle.systemInfo: false). Set kettle.systemInfo to true, or switch telemetry off by setting ' +
        'kettle.telemetry to false.',
    });
    expect(sink.batches).toEqual([]);
    expect(telemetry.id).toBeNull();
  });

  it('does not mind that system information is off when telemetry is, too', async () => {
    const { start, telemetry } = kettle({ config: { kettle: { telemetry: false, systemInfo: false } } });
    await start();
    expect((await telemetry.status()).problems).toEqual([]);
  });

  it('refuses an identity that must last and has no place, and names both ways out', async () => {
    const refused = kettle({ store: memoryStore() });
    await expect(refused.start()).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'no-lasting-place',
      message: expect.stringMatching(/fileDecisions.*ephemeral: true/),
    });
    const ephemeral = kettle({ store: memoryStore(), ephemeral: true });
    await ephemeral.start();
    expect(ephemeral.telemetry.id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says all that is wrong with its options at once', async () => {
    const { telemetry } = kettle();
    await expect(telemetry.start(JSON.parse('{"sinks":[{}]}'))).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'start-options',
      message: expect.stringMatching(/serviceVersion.*store.*sinks\[0\]/),
    });
  });

  it('can be tried again after it refused', async () => {
    const { telemetry, options } = kettle();
    await expect(telemetry.start({ ...options, serviceVersion: '' })).rejects.toThrow('serviceVersion');
    await telemetry.start(options);
    expect((await telemetry.status()).state).toBe('on');
  });
});
