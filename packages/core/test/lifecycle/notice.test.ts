import { describe, expect, it } from 'vitest';
import { definePlan, flag, memoryStore, type Decisions } from '../../src/index.ts';
import { memoryDecisions } from '../../src/store/memory-decisions.ts';
import { manualClock, memorySink } from '../../src/testing/index.ts';
import { config, epoch, hour, kettle, lasting, plan } from './host.ts';

const { report: _, ...unreported } = plan;
/** The kettle's second plan, with what is new in it; it waits a day. */
const second = definePlan({
  ...unreported,
  version: 2,
  notice: { graceHours: 24 },
  features: { whistle: flag('kettle.whistle', { why: 'Whether it is used.', since: 2 }) },
  events: {
    ...plan.events,
    cleaned: { kind: 'each', why: 'How kettles are kept.', since: 2, properties: { hot: { type: 'boolean' } } },
  },
});

/** The first plan, whose notice holds all back for a day. */
const graceful = definePlan({ ...plan, notice: { graceHours: 24 } });

const decided = (acceptedVersion?: number): Decisions => ({
  ...memoryDecisions(acceptedVersion === undefined ? {} : { acceptedVersion }),
  lasting: true,
});

describe('the notice', () => {
  it('says what, why, where to, how to see and how to stop it, once for an installation', async () => {
    const store = memoryStore({ decisions: lasting() });
    const waiting = { ...plan, notice: { graceHours: 24 } };
    const first = kettle({ plan: waiting, store });
    await first.start();
    expect(first.lines.filter((line) => line.startsWith('info')).map((line) => line.split('\n'))).toEqual([
      [
        'info kettle sends usage telemetry to its makers (Kettle makers, privacy@example.org). To know which kettles are in use.',
        "  What: every 12 hours 'kettle report': 1 feature of the config; of the system platform, cpuCount; the number cups; when they happen boiled.",
        '  Never: what is boiled.',
        expect.stringMatching(/^ {2}To: /),
        '  See it: plainsight preview, plainsight records.',
        '  Stop it: set kettle.telemetry to false, KETTLE_TELEMETRY=false, DO_NOT_TRACK=1 or plainsight off.',
        '  Nothing is sent before 2026-03-04 04:05 UTC.',
      ],
    ]);
    await first.telemetry.close();
    const next = kettle({ plan: waiting, store });
    await next.start();
    expect(next.lines.filter((line) => line.startsWith('info'))).toEqual([]);
    await next.telemetry.close();
  });

  it('names the command that the host has for it', async () => {
    const { start, lines, telemetry } = kettle({ command: 'kettle telemetry' });
    await start();
    expect(lines.join('\n')).toContain('See it: kettle telemetry preview, kettle telemetry records.');
    expect(lines.join('\n')).toContain('or kettle telemetry off.');
    await telemetry.close();
  });

  it('is neither shown nor waited for where nothing leaves, and nothing is withheld', async () => {
    const sink = memorySink({ dryRun: true });
    const { telemetry, start, lines } = kettle({ plan: second, sinks: [sink] });
    await start();
    telemetry.record('cleaned', { hot: true });
    await telemetry.flush();
    expect(sink.accepted.map(({ name }) => name)).toContain('cleaned');
    expect(lines.filter((line) => line.startsWith('info'))).toEqual([]);
    expect((await telemetry.status()).notice).toMatchObject({ sendsFrom: null, withheld: [], shownAt: null });
    await telemetry.close();
  });

  it('lets a dry run beside a sink that waits go on', async () => {
    const [dry, wet] = [memorySink({ name: 'dry', dryRun: true }), memorySink({ name: 'wet' })];
    const { telemetry, start } = kettle({ plan: { ...plan, notice: { graceHours: 24 } }, sinks: [dry, wet] });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect(dry.accepted.map(({ name }) => name)).toContain('boiled');
    expect(wet.batches).toEqual([]);
    await telemetry.close();
  });

  it('is remembered as long as the process where it cannot be kept', async () => {
    const kept = lasting();
    const full: Decisions = { ...kept, update: async () => Promise.reject(new Error('no space left')) };
    const clock = manualClock(epoch);
    const { telemetry, start, lines, sink } = kettle({
      plan: { ...plan, notice: { graceHours: 24 } },
      store: memoryStore({ decisions: full }),
      clock,
    });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    await clock.advance(23 * hour);
    expect(sink.batches).toEqual([]);
    await clock.advance(2 * hour);
    expect(sink.accepted.map(({ name }) => name)).toContain('boiled');
    expect(lines.filter((line) => line.startsWith('info'))).toHaveLength(1);
    await telemetry.close();
  });
});

describe('what is new in a plan', () => {
  it('is collected when its grace is over, though nothing happened until then', async () => {
    const clock = manualClock(epoch);
    const store = memoryStore({ decisions: decided(1) });
    const { telemetry, start, sink } = kettle({ plan: second, store, clock });
    await start();
    telemetry.record('cleaned', { hot: false });
    await telemetry.flush();
    await clock.advance(24 * hour);
    telemetry.record('cleaned', { hot: true });
    await telemetry.flush();
    expect(sink.accepted.map(({ name, properties }) => [name, properties['hot']])).toEqual([['cleaned', true]]);
    await telemetry.close();
  });

  it('is not in the preview before, which says so', async () => {
    const store = memoryStore({ decisions: decided(1) });
    const { telemetry, options } = kettle({
      plan: { ...second, report: { name: 'kettle report', everyHours: 12 } },
      store,
    });
    const before = await telemetry.preview(options);
    expect(before.events[0]?.properties).not.toHaveProperty('feature_whistle');
    expect(before.notes).toContain('New in the plan, and not collected yet: feature_whistle and cleaned.');
    await telemetry.acknowledge(options, { isShown: true });
    const after = await telemetry.preview(options);
    expect(after.events[0]?.properties).toMatchObject({ feature_whistle: config.kettle.whistle });
    expect(after.notes.join()).not.toContain('New in the plan');
  });
});

describe('acknowledge', () => {
  it('tells what it had collected, once', async () => {
    const store = memoryStore({ decisions: decided(1) });
    const { telemetry, options } = kettle({ plan: second, store });
    const { version, accepted } = await telemetry.acknowledge(options, { isShown: true });
    expect([version, ...accepted.map(({ name }) => name)]).toEqual([2, 'feature_whistle', 'cleaned']);
    expect((await telemetry.acknowledge(options)).accepted).toEqual([]);
    expect((await telemetry.status(options)).notice).toMatchObject({ acceptedVersion: 2, withheld: [] });
  });

  it('fails with the way out where it could not be kept', async () => {
    const { telemetry, options } = kettle({ plan: second, store: memoryStore() });
    await expect(telemetry.acknowledge(options)).rejects.toThrow(/Failed to acknowledge.*fileDecisions/);
  });

  it('is refused where the notice was never shown, and accepts nothing', async () => {
    const decisions = lasting();
    const { telemetry, options } = kettle({ plan: second, store: memoryStore({ decisions }) });
    await expect(telemetry.acknowledge(options)).rejects.toThrow(
      /Failed to acknowledge: the notice of plan version 2 was not shown yet. Start the application/,
    );
    expect(await decisions.read()).toEqual({});
  });

  it('is refused where only the notice of an earlier version was shown', async () => {
    const decisions = lasting();
    await decisions.update(() => ({ noticeShown: { '1': new Date(epoch).toISOString() } }));
    const { telemetry, options } = kettle({ plan: second, store: memoryStore({ decisions }) });
    expect((await telemetry.notice(options)).wasShown).toBe(false);
    await expect(telemetry.acknowledge(options)).rejects.toThrow('plan version 2 was not shown yet');
  });

  it('is refused in a process that starts with telemetry off, which shows no notice', async () => {
    const { telemetry, start } = kettle({ env: { DO_NOT_TRACK: '1' } });
    await start();
    await expect(telemetry.acknowledge()).rejects.toThrow('was not shown yet');
  });

  it('is refused after a dry run, which shows no notice', async () => {
    const { telemetry, options, sink } = kettle();
    await telemetry.start({ ...options, sinks: [{ ...sink, dryRun: true }] });
    await expect(telemetry.acknowledge()).rejects.toThrow('was not shown yet');
  });

  it('is no trouble where the application has shown it, though it could not keep that', async () => {
    const decisions = lasting();
    let isFull = true;
    const full: Decisions = {
      ...decisions,
      update: async (change) => (isFull ? Promise.reject(new Error('the disk is full')) : decisions.update(change)),
    };
    const { telemetry, start } = kettle({ store: memoryStore({ decisions: full }) });
    await start();
    isFull = false;
    expect(await telemetry.acknowledge()).toMatchObject({ version: 1 });
  });

  it('of a notice that was shown just now keeps that it was', async () => {
    const decisions = lasting();
    const { telemetry, options, start, lines } = kettle({ plan: graceful, store: memoryStore({ decisions }) });
    const { version, text, wasShown } = await telemetry.notice(options);
    expect({ version, wasShown }).toEqual({ version: 1, wasShown: false });
    for (const part of ['kettle sends usage telemetry', 'To know which', 'boiled', 'Stop it: set kettle.telemetry']) {
      expect(text).toContain(part);
    }
    expect(await decisions.read()).toEqual({});
    await telemetry.acknowledge(options, { isShown: true });
    expect(await decisions.read()).toEqual({ noticeShown: { '1': new Date(epoch).toISOString() }, acceptedVersion: 1 });
    await start();
    expect(lines.filter((line) => line.startsWith('info'))).toEqual([]);
    expect((await telemetry.notice()).wasShown).toBe(true);
  });
});
