import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../src/index.ts';
import { epoch, hour } from '../lifecycle/host.ts';
import { accept, installation, plan, refuse } from './installation.ts';

describe('status', () => {
  it('of telemetry that runs elsewhere, or did, says what it left', async () => {
    const { telemetry, start, sink, handle, path } = await installation();
    sink.answerWith(refuse);
    await start();
    for (const litres of [1, -1]) telemetry.record('boiled', { litres });
    await telemetry.flush();
    const running = await telemetry.status();
    const operator = handle();
    expect(await operator.telemetry.status(operator.options)).toEqual({
      ...running,
      state: 'not started',
      noticed: expect.stringContaining('It has a config object of its own'),
    });
    expect(running.noticed).toBeNull();
    expect(running).toMatchObject({
      state: 'on',
      id: telemetry.id,
      records: 2,
      quarantined: 1,
      dropped: 0,
      store: { place: 'memory', durable: false, decisions: path, bytes: expect.any(Number) },
      sinks: [{ health: 'failing', waiting: 2, accepted: 0, lastAnswer: 'HTTP 503' }],
    });
  });

  it('says what the store takes: more with more in it, and nothing of one that was not looked into', async () => {
    const { telemetry, start, options, decisions } = await installation();
    expect((await telemetry.status(options)).store).toMatchObject({ bytes: 0 });
    const store = { ...memoryStore({ decisions }), exists: async () => false };
    expect((await telemetry.status({ ...options, store })).store).toMatchObject({ bytes: null });
    await start();
    await telemetry.flush();
    const first = (await telemetry.status()).store?.bytes ?? 0;
    telemetry.record('boiled', { litres: 1 });
    expect((await telemetry.status()).store?.bytes).toBeGreaterThan(first);
    await telemetry.erase('all');
    expect((await telemetry.status()).store?.bytes).toBe(0);
  });

  it('says when what is held leaves, also while it runs nowhere, and not before there is an id', async () => {
    const { telemetry, start, options, handle, clock, sink } = await installation({
      plan: { ...plan, submit: { everyHours: 24 } },
    });
    expect((await telemetry.status(options)).nextSubmissionAt).toBeNull();
    await start();
    await telemetry.flush();
    const at = Date.parse((await telemetry.status()).nextSubmissionAt ?? '');
    expect(at).toBeGreaterThan(epoch);
    expect(at).toBeLessThanOrEqual(epoch + 24 * hour);
    await telemetry.close();
    const operator = handle();
    expect((await operator.telemetry.status(operator.options)).nextSubmissionAt).toBe(new Date(at).toISOString());
    clock.set(at);
    expect((await operator.telemetry.status(operator.options)).nextSubmissionAt).toBe(
      new Date(at + 24 * hour).toISOString(),
    );
    expect(sink.batches).toEqual([]);
  });

  it('says that no submission is due where the plan holds nothing, or telemetry is off', async () => {
    const { telemetry, start } = await installation();
    await start();
    expect((await telemetry.status()).nextSubmissionAt).toBeNull();
    const off = await installation({ plan: { ...plan, submit: { everyHours: 24 } }, env: { DO_NOT_TRACK: '1' } });
    await off.start();
    expect(await off.telemetry.status()).toMatchObject({
      state: 'off',
      id: null,
      nextSubmissionAt: null,
      nextReportAt: null,
    });
  });

  it('says that the store cannot be looked into, and why', async () => {
    const { telemetry, options, decisions } = await installation();
    const store = { ...memoryStore({ decisions }), open: async () => Promise.reject(new Error('EACCES')) };
    expect(await telemetry.status({ ...options, store })).toMatchObject({
      records: 0,
      store: { bytes: null },
      problems: ['the store cannot be looked into: EACCES'],
    });
  });

  it('counts what was recorded a moment ago, and what was delivered since', async () => {
    const { telemetry, start, sink } = await installation();
    sink.answerWith(refuse);
    await start();
    await telemetry.flush();
    telemetry.record('boiled', { litres: 1 });
    expect((await telemetry.status()).records).toBe(2);
    sink.answerWith(accept);
    await telemetry.submit();
    expect((await telemetry.status()).sinks).toMatchObject([{ waiting: 0, accepted: 2, health: 'healthy' }]);
  });
});
