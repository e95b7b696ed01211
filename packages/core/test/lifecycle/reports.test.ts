import { describe, expect, it } from 'vitest';
import { createTelemetry, definePlan, memoryStore, type Store } from '../../src/index.ts';
import { manualClock, manualMachine, memorySink, seededRandom } from '../../src/testing/index.ts';
import { config, epoch, hour, kettle, lasting, plan } from './host.ts';

const reportsOf = ({ accepted }: { accepted: readonly { readonly uuid: string; readonly name: string }[] }) =>
  accepted.filter(({ name }) => name === 'kettle report').map(({ uuid }) => uuid);

describe('reports', () => {
  it('are made once a slot, also when it is started fifty times on one store', async () => {
    const store = memoryStore({ decisions: lasting() });
    const sink = memorySink();
    for (let count = 0; count < 50; count += 1) {
      const { telemetry, start } = kettle({ store, sinks: [sink], seed: count });
      await start();
      await telemetry.close();
    }
    expect(reportsOf(sink)).toHaveLength(1);
  });

  it('are made once a slot, also when memory is lost between fifty starts and decisions are kept', async () => {
    const decisions = lasting();
    const sink = memorySink();
    for (let count = 0; count < 50; count += 1) {
      const { telemetry, start } = kettle({ store: memoryStore({ decisions }), sinks: [sink], seed: count });
      await start();
      await telemetry.close();
    }
    expect(reportsOf(sink)).toHaveLength(1);
  });

  it('are made once a slot by fifty handles that start at the same time on one store', async () => {
    const store = memoryStore({ decisions: lasting() });
    const sink = memorySink();
    const hosts = Array.from({ length: 50 }, (_, seed) => kettle({ store, sinks: [sink], seed }));
    await Promise.all(hosts.map(({ start }) => start()));
    await Promise.all(hosts.map(({ telemetry }) => telemetry.flush()));
    await Promise.all(hosts.map(({ telemetry }) => telemetry.close()));
    expect(reportsOf(sink)).toHaveLength(1);
  });

  it('are not done with by a dry run: the same slot is still reported to a sink that sends', async () => {
    const decisions = lasting();
    const dry = memorySink({ dryRun: true });
    const sending = memorySink();
    for (const sink of [dry, dry, sending, sending]) {
      const { telemetry, start } = kettle({ store: memoryStore({ decisions }), sinks: [sink] });
      await start();
      await telemetry.close();
    }
    expect(reportsOf(dry)).toHaveLength(2);
    expect(reportsOf(sending)).toHaveLength(1);
  });

  it('have the same uuid when the same slot is reported again after a crash', async () => {
    const decisions = lasting();
    const uuids: string[] = [];
    for (const seed of [1, 2, 3]) {
      const { telemetry, start, sink } = kettle({ store: memoryStore({ decisions }), seed });
      sink.answerWith((batch) => batch.map(() => ({ status: 'retry', why: '503' })));
      await start();
      await telemetry.flush();
      uuids.push(...sink.batches.flat().map(({ uuid }) => uuid));
      await telemetry.close();
    }
    expect(uuids.length).toBeGreaterThan(2);
    expect(new Set(uuids).size).toBe(1);
  });

  it('go on at each slot, at a phase of the installation, with no timer longer than an hour', async () => {
    const { telemetry, sink, start, clock } = kettle();
    await start();
    await telemetry.flush();
    const { nextReportAt } = await telemetry.status();
    const next = Date.parse(nextReportAt ?? '');
    expect(next).toBeGreaterThan(epoch);
    expect(next).toBeLessThanOrEqual(epoch + 12 * hour);
    await clock.advance(next - epoch - 1);
    expect(Math.max(...clock.timers)).toBeLessThanOrEqual(hour);
    expect(reportsOf(sink)).toHaveLength(1);
    await clock.advance(1);
    expect(reportsOf(sink)).toHaveLength(2);
    await clock.advance(10 * 12 * hour);
    expect(reportsOf(sink)).toHaveLength(12);
    expect(new Set(reportsOf(sink)).size).toBe(12);
  });

  it('have phases that differ between installations', async () => {
    const phases = new Set<string | null>();
    for (let seed = 1; seed <= 20; seed += 1) {
      const { telemetry, start } = kettle({ seed });
      await start();
      phases.add((await telemetry.status()).nextReportAt);
    }
    expect(phases.size).toBeGreaterThan(15);
  });

  it('are made within the hour after the clock was set ten years on', async () => {
    const { telemetry, sink, start, clock } = kettle();
    await start();
    await telemetry.flush();
    clock.set(epoch + 10 * 365 * 24 * hour);
    await clock.advance(hour);
    expect(reportsOf(sink)).toHaveLength(2);
  });

  it('go on after the clock was set ten years back, and no slot is reported under two uuids', async () => {
    const { telemetry, sink, start, clock } = kettle();
    await start();
    await telemetry.flush();
    clock.set(epoch - 10 * 365 * 24 * hour);
    await clock.advance(hour);
    expect(reportsOf(sink)).toHaveLength(2);
    clock.set(epoch);
    await clock.advance(hour);
    expect(new Set(reportsOf(sink)).size).toBe(2);
    await clock.advance(12 * hour);
    expect(new Set(reportsOf(sink)).size).toBe(3);
  });

  it('wait for the next slot at a first start, where the plan says so', async () => {
    const later = { ...plan, report: { name: 'kettle report', everyHours: 12, atStart: false } };
    const store: Store = memoryStore({ decisions: lasting() });
    const first = kettle({ plan: later, store });
    await first.start();
    await first.telemetry.flush();
    expect(reportsOf(first.sink)).toEqual([]);
    await first.clock.advance(12 * hour);
    expect(reportsOf(first.sink)).toHaveLength(1);
  });

  it('have null for a gauge that throws, or that the host did not give', async () => {
    const { telemetry, sink, start } = kettle({
      gauges: {
        cups: () => {
          throw new Error('no database');
        },
      },
    });
    await start();
    await telemetry.flush();
    expect(sink.accepted[0]?.properties['gauge_cups']).toBeNull();
  });

  it('have null for what a config of the wrong shape does not say, and are made all the same', async () => {
    for (const odd of [{}, { kettle: { whistle: 'loud' } }, { kettle: { whistle: new Map() } }, { kettle: null }]) {
      const { telemetry, sink, start } = kettle({ config: odd });
      await start();
      await telemetry.flush();
      expect(sink.accepted[0]?.properties).toMatchObject({ feature_whistle: null, system_platform: 'linux' });
    }
  });

  it('keep to the last good config while it cannot be had, where it cannot say off, which is said once', async () => {
    let broken = false;
    const { consent: _, system: __, ...rest } = plan;
    const { telemetry, sink, start, clock, lines } = kettle({
      plan: definePlan({ ...rest, consent: { default: 'on' } }),
      config: () => {
        if (broken) throw new Error('half written');
        return config;
      },
    });
    await start();
    await telemetry.flush();
    broken = true;
    await clock.advance(48 * hour);
    expect(sink.accepted.map(({ properties }) => properties['feature_whistle'])).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([expect.stringMatching(/half written/)]);
  });

  it('say at debug, and in the preview, what a config holds and should not, and never the value', async () => {
    const { telemetry, start, lines, options } = kettle({
      config: { kettle: { ...config.kettle, whistle: 'secret' } },
    });
    await start();
    await telemetry.flush();
    expect(lines).toContainEqual(expect.stringMatching(/^debug .*kettle\.whistle holds a text/));
    expect((await telemetry.preview(options)).notes).toContainEqual(
      expect.stringMatching(/kettle\.whistle holds a text/),
    );
    expect(lines.join('\n')).not.toContain('secret');
  });

  it('are of another id in each slot where the plan wants no identity', async () => {
    const anonymous = { ...plan, identity: { kind: 'none' as const } };
    const { telemetry, sink, start, clock } = kettle({ plan: anonymous, store: memoryStore() });
    await start();
    await telemetry.flush();
    await clock.advance(36 * hour);
    const ids = sink.accepted.map(({ distinctId }) => distinctId);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
  });

  it('keep the id of the installation over restarts', async () => {
    const decisions = lasting();
    const ids = new Set<string | null>();
    for (const seed of [1, 2, 3]) {
      const telemetry = createTelemetry(plan, {
        clock: manualClock(epoch),
        env: {},
        random: seededRandom(seed),
        machine: manualMachine(),
      });
      await telemetry.start({
        serviceVersion: '1',
        config,
        store: memoryStore({ decisions }),
        sinks: [memorySink()],
        gauges: { cups: () => 1 },
      });
      ids.add(telemetry.id);
      await telemetry.close();
    }
    expect(ids.size).toBe(1);
  });
});
