import { describe, expect, it } from 'vitest';
import { chooseSinks, type SubmitProgress } from '../../src/index.ts';
import { memorySink, type ManualClock } from '../../src/testing/index.ts';
import { hour } from '../lifecycle/host.ts';
import { accept, installation, plan, refuse, toldOf } from './installation.ts';

/** An installation whose sink did not answer when it should have: a report and an event wait. */
const waiting = async (more: Parameters<typeof installation>[0] = {}) => {
  const world = await installation(more);
  world.sink.answerWith(refuse);
  await world.start();
  world.telemetry.record('boiled', { litres: 1 });
  await world.telemetry.flush();
  world.sink.clear();
  return world;
};

/** What waits for the disk settles between two steps of the clock. */
async function whileTimePasses<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  let ended = false;
  const end = work.finally(() => (ended = true));
  while (!ended) await clock.advance(100);
  return end;
}

describe('submit', () => {
  it('sends now what waits, also while a back-off lasts, and says what became of it', async () => {
    const { telemetry, sink } = await waiting();
    sink.answerWith(accept);
    expect(await telemetry.submit()).toMatchObject({
      result: 'submitted',
      reason: 'Nothing waits any longer.',
      elsewhere: false,
      consent: { on: true },
      sinks: [
        {
          name: 'memory',
          receiver: { company: 'this process' },
          accepted: 2,
          rejected: 0,
          waiting: 0,
          lastAnswer: 'accepted',
        },
      ],
    });
    expect(toldOf(sink.accepted).toSorted()).toEqual(['boiled 1', 'kettle report']);
  });

  it('sends what was recorded a moment ago', async () => {
    const { telemetry, sink, start } = await installation();
    await start();
    telemetry.record('boiled', { litres: 7 });
    expect((await telemetry.submit()).result).toBe('submitted');
    expect(toldOf(sink.accepted)).toContain('boiled 7');
  });

  it('sends what another process left, which runs no longer, and lets go of what it opened', async () => {
    const { telemetry, sink, handle, store, clock } = await waiting();
    await telemetry.close();
    const closes = sink.closes;
    sink.clear();
    sink.answerWith(accept);
    const other = handle();
    expect(await other.telemetry.submit({}, other.options)).toMatchObject({
      result: 'submitted',
      sinks: [{ accepted: 2 }],
    });
    expect(other.telemetry.id).toBeNull();
    expect(sink.closes).toBe(closes + 1);
    expect(clock.timers).toEqual([]);
    await expect(store.counts()).rejects.toThrow('not open');
    expect((await other.telemetry.submit({}, other.options)).result).toBe('nothing');
  });

  it('has the process deliver that has the right to, and waits for it', async () => {
    const world = await installation({ inMemory: true });
    const { sink, handle, clock } = world;
    sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 401', fault: 'configuration' })));
    await world.start();
    world.telemetry.record('boiled', { litres: 1 });
    await world.telemetry.flush();
    clock.set(clock.now() + 1000);
    sink.answerWith(accept);
    const other = handle();
    const begun = clock.now();
    const submitting = other.telemetry.submit({}, other.options);
    expect(await whileTimePasses(clock, submitting)).toMatchObject({
      result: 'submitted',
      elsewhere: true,
      sinks: [{ accepted: 2, waiting: 0 }],
    });
    expect(toldOf(sink.accepted)).toHaveLength(2);
    // The other process would have tried again only after an hour.
    expect(clock.now() - begun).toBeLessThan(hour / 2);
  });

  it('sends nothing when telemetry is off, and says so', async () => {
    for (const off of [{ env: { DO_NOT_TRACK: '1' } }, { config: { kettle: { telemetry: false } } }]) {
      const { telemetry, sink, handle } = await waiting();
      await telemetry.close();
      sink.clear();
      sink.answerWith(accept);
      const other = handle(off);
      const submission = await other.telemetry.submit({}, other.options);
      expect(submission).toMatchObject({ result: 'off', consent: { on: false }, sinks: [] });
      expect(submission.reason).toMatch(/^Telemetry is off, because .*\. Nothing was sent\.$/);
      expect(sink.batches).toEqual([]);
    }
  });

  it('fails where no sink is known, or the one that is has a problem, and says what to do', async () => {
    const { telemetry, handle } = await waiting();
    await telemetry.close();
    const other = handle({ sinks: [] });
    expect(await other.telemetry.submit({}, other.options)).toMatchObject({
      result: 'failed',
      reason: 'No sink is known here: name the ones that the application gives to start.',
    });
    const broken = handle({ sinks: [{ ...memorySink({ name: 'posthog' }), problem: 'it has no key. Give it one.' }] });
    expect(await broken.telemetry.submit({}, broken.options)).toMatchObject({
      result: 'failed',
      reason: 'Nothing can be sent to posthog: it has no key. Give it one.',
    });
  });

  it('names the variable that asks for no sinks, and so does doctor', async () => {
    const env = { PLAINSIGHT_SINK: ' None' };
    const { telemetry, options, start, handle } = await installation({ env });
    await start();
    await telemetry.close();
    const sinks = chooseSinks({ production: () => [memorySink()] }, env);
    const operator = handle({ sinks });
    const why = 'PLAINSIGHT_SINK is none, so nothing is sent and events are kept. Unset it to send them.';
    expect(await operator.telemetry.submit({}, { ...options, sinks })).toMatchObject({
      result: 'failed',
      reason: why,
    });
    expect((await operator.telemetry.diagnose({ ...options, sinks })).at(-1)).toEqual({
      what: 'sinks',
      verdict: 'skipped',
      seen: why,
      todo: null,
    });
    // Whoever names none by hand is asked for them, whatever the variable says.
    expect(await operator.telemetry.submit({}, { ...options, sinks: [] })).toMatchObject({
      reason: expect.stringMatching(/^No sink is known here/),
    });
  });

  it('has nothing to do where nothing waits, for a sink that was not there before, or without a store', async () => {
    const { telemetry, start, handle } = await installation();
    await start();
    await telemetry.flush();
    expect(await telemetry.submit()).toMatchObject({ result: 'nothing', reason: 'Nothing waits.' });
    await telemetry.close();
    const another = handle({ sinks: [memorySink({ name: 'new' })] });
    expect(await another.telemetry.submit({}, another.options)).toMatchObject({ result: 'nothing' });
    const { store: _, ...withoutStore } = another.options;
    expect(await another.telemetry.submit({}, withoutStore)).toMatchObject({
      result: 'nothing',
      reason: 'Nothing was recorded yet.',
    });
  });

  it('fails when a sink does, says why, and keeps what it did not take', async () => {
    const { telemetry, sink } = await waiting();
    expect(await telemetry.submit()).toMatchObject({
      result: 'failed',
      reason: '2 still wait for memory: HTTP 503. They are kept and tried again.',
      sinks: [{ accepted: 0, waiting: 2, lastAnswer: 'HTTP 503' }],
    });
    sink.answerWith(accept);
    expect((await telemetry.submit()).result).toBe('submitted');
  });

  it('does not wait where the receiver itself asked for it', async () => {
    const { telemetry, sink, start } = await installation();
    sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 429', afterMillis: hour })));
    await start();
    await telemetry.flush();
    sink.clear();
    sink.answerWith(accept);
    expect(await telemetry.submit()).toMatchObject({ result: 'failed', reason: expect.stringMatching(/HTTP 429/) });
    expect(sink.batches).toEqual([]);
  });

  it('says of a sink that took all, and of one that did not', async () => {
    const [well, ill] = [memorySink({ name: 'well' }), memorySink({ name: 'ill', answer: refuse })];
    const { telemetry, start } = await installation({ sinks: [well, ill] });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    telemetry.record('boiled', { litres: 2 });
    expect(await telemetry.submit()).toMatchObject({
      result: 'failed',
      reason: expect.stringMatching(/^3 still wait for ill/),
      sinks: [
        { name: 'well', accepted: 1, waiting: 0 },
        { name: 'ill', accepted: 0, waiting: 3 },
      ],
    });
  });

  it('tells of its progress, the last time when it has ended', async () => {
    const { telemetry, sink } = await waiting();
    sink.answerWith(accept);
    const steps: SubmitProgress[] = [];
    await telemetry.submit({ onProgress: (step) => void steps.push(step) });
    expect(steps.at(-1)).toEqual({ done: 2, waiting: 0 });
    expect(steps.every(({ done, waiting: left }) => done + left === 2)).toBe(true);
  });

  it('is not hurt by a listener of its progress that throws', async () => {
    const { telemetry, sink } = await waiting();
    sink.answerWith(accept);
    const submission = await telemetry.submit({
      onProgress: () => {
        throw new Error('a closed terminal');
      },
    });
    expect(submission.result).toBe('submitted');
  });

  it('of what is due leaves a sink alone that is to be left alone, and sends to it when it is not', async () => {
    const { telemetry, sink, clock } = await waiting();
    sink.answerWith(accept);
    expect(await telemetry.submit({ ifDue: true })).toMatchObject({ result: 'nothing', sinks: [{ waiting: 2 }] });
    expect(sink.batches).toEqual([]);
    clock.set(clock.now() + hour);
    expect(await telemetry.submit({ ifDue: true })).toMatchObject({ result: 'submitted', sinks: [{ accepted: 2 }] });
  });

  it('opens the window of a plan for every sink, and not where only what is due is asked for', async () => {
    const held = { ...plan, submit: { everyHours: 168 } };
    const { telemetry, start, sink } = await installation({ plan: held });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect(sink.batches).toEqual([]);
    expect((await telemetry.submit({ ifDue: true })).result).toBe('nothing');
    expect(sink.batches).toEqual([]);
    expect((await telemetry.submit()).result).toBe('submitted');
    expect(toldOf(sink.accepted)).toContain('boiled 1');
  });

  it('gives up in its time where the process that delivers does not', async () => {
    const { handle, clock, sink } = await waiting({ inMemory: true });
    sink.answerWith(() => new Promise(() => {}));
    clock.set(clock.now() + 1000);
    const other = handle();
    const submitting = other.telemetry.submit({ timeoutMillis: 2000 }, other.options);
    expect(await whileTimePasses(clock, submitting)).toMatchObject({
      result: 'failed',
      elsewhere: true,
      sinks: [{ waiting: 2 }],
    });
  });

  it.each([
    ['here', true],
    ['where telemetry runs, which goes on', false],
  ])('gives up in its time although a sink that is slow takes one after the other, %s', async (_, closes) => {
    const slow = memorySink({ limits: { events: 1, bytes: 1_000_000 } });
    const { telemetry, handle, clock, start } = await installation({ sinks: [slow], inMemory: true });
    slow.answerWith(refuse);
    await start();
    for (let litres = 0; litres < 9; litres += 1) telemetry.record('boiled', { litres });
    await telemetry.flush();
    if (closes) await telemetry.close();
    slow.clear();
    slow.answerWith(
      (batch) =>
        new Promise((resolve) => clock.after(10_000, () => resolve(batch.map(() => ({ status: 'accepted' }))))),
    );
    const at = closes ? handle() : { telemetry, options: {} };
    const submitting = at.telemetry.submit({ timeoutMillis: 35_000 }, at.options);
    const submission = await whileTimePasses(clock, submitting);
    expect(submission).toMatchObject({
      result: 'failed',
      reason: 'Not all was sent in time. The rest is kept and tried again.',
      elsewhere: false,
    });
    const left = submission.sinks[0]?.waiting ?? 0;
    expect([(submission.sinks[0]?.accepted ?? 0) + left, left > 0]).toEqual([10, true]);
    if (!closes) await whileTimePasses(clock, telemetry.flush());
    expect((await telemetry.records({ state: 'waiting' }, at.options)).entries).toHaveLength(closes ? left : 0);
  });

  it('gives up in its time although the clock is set back meanwhile', async () => {
    const { handle, clock, sink } = await waiting({ inMemory: true });
    sink.answerWith(() => new Promise(() => {}));
    clock.set(clock.now() + 1000);
    const other = handle();
    const submitting = other.telemetry.submit({ timeoutMillis: 5000 }, other.options);
    let ended = false;
    void submitting.then(() => (ended = true));
    await clock.advance(1000);
    expect(ended).toBe(false);
    clock.set(clock.now() - 3652 * 24 * hour);
    for (let seconds = 0; seconds < 20 && !ended; seconds += 1) await clock.advance(1000);
    expect(ended).toBe(true);
  });
});
