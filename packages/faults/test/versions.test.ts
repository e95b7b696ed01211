import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createTelemetry, definePlan, flag, type EventPlan, type Plan, type Value } from '@plainsight/core';
import { manualClock, manualMachine, type ManualClock } from '@plainsight/core/testing';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import { describe, expect, it, onTestFinished } from 'vitest';

const hour = 3600 * 1000;
const year = 365 * 24 * hour;
const epoch = Date.UTC(2026, 2, 3, 4, 5, 6);

const text = (freeText: string) => ({ type: 'string', maxLength: 40, freeText }) as const;

/** A plan that grows: each version has an event, a property, a feature, a count and a value of the context of its own. */
const planOf = (version: number, byDefault: 'on' | 'off'): Plan => {
  const upTo = <V>(since: number, values: { readonly [name: string]: V }) => (since <= version ? values : {});
  return definePlan({
    service: 'kettle',
    version,
    maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
    why: 'To know which kettles are in use.',
    never: ['what is boiled'],
    consent: { default: byDefault, env: 'KETTLE_TELEMETRY' },
    features: {
      whistle: flag({ why: 'Whether it is used.' }),
      ...upTo(2, { lamp: flag({ why: 'Whether it is used.', since: 2 }) }),
      ...upTo(3, { lid: flag({ why: 'Whether it is used.', since: 3 }) }),
    },
    context: {
      site: { enum: ['one'] },
      ...upTo<Value>(2, { room: { ...text('It is searched for.'), since: 2 } }),
    },
    events: {
      boiled: {
        kind: 'each',
        why: 'How kettles are used.',
        properties: {
          of: text('It is searched for.'),
          ...upTo<Value>(3, { with: { ...text('It is searched for.'), since: 3, optional: true } }),
        },
      },
      ...upTo<EventPlan>(2, {
        cleaned: {
          kind: 'each',
          why: 'How kettles are kept.',
          since: 2,
          properties: { by: text('It is searched for.') },
        },
        emptied: { kind: 'count', why: 'How kettles are used.', since: 2 },
      }),
    },
    report: { name: 'kettle report', everyHours: 12 },
  });
};

/** A loopback server that takes everything, and remembers the bytes. */
async function receiver() {
  const bodies: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    host: `http://127.0.0.1:${port}`,
    connections: () => connections,
    received: () => bodies.join('\n'),
    forget: () => void bodies.splice(0),
  };
}

/** An installation: one folder, one receiver, one clock, however many processes, one after the other or at once. */
async function installation(byDefault: 'on' | 'off') {
  const folder = await mkdtemp(join(tmpdir(), 'plainsight-versions-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const wire = await receiver();
  const clock: ManualClock = manualClock(epoch);
  let serial = 0;

  /** A process of it that has this version of the plan. */
  const process = (version: number) => {
    const log: string[] = [];
    const note = (line: string): void => void log.push(line);
    const telemetry = createTelemetry(planOf(version, byDefault), {
      clock,
      env: { KETTLE_TELEMETRY: 'on' },
      machine: manualMachine(),
    });
    const options = {
      serviceVersion: `${version}.0.0`,
      config: { whistle: true, lamp: true, lid: true },
      context: { site: 'one', ...(version >= 2 ? { room: 'scullery' } : {}) },
      store: sqliteStore({ path: join(folder, 'telemetry.db') }),
      sinks: [posthogSink({ key: 'phc_test', host: wire.host })],
      logger: { info: note, warn: note, error: note },
    };
    onTestFinished(() => telemetry.close());
    // The names of a plan that is not known are not, either.
    const counting: { count(name: string): void } = telemetry;
    /** Does what a host of the newest version does, with words of its own to be searched for. */
    const use = async (): Promise<string> => {
      serial += 1;
      telemetry.record('boiled', { of: `water${serial}`, ...(version >= 3 ? { with: `sugar${serial}` } : {}) });
      if (version >= 2) telemetry.record('cleaned', { by: `vinegar${serial}` });
      if (version >= 2) counting.count('emptied');
      await telemetry.flush();
      return String(serial);
    };
    return { telemetry, options, log, use, start: () => telemetry.start(options) };
  };

  /** A process from its start to its end. Gives its log and the number of its words. */
  const run = async (version: number): Promise<{ log: string; number: string }> => {
    const host = process(version);
    await host.start();
    const number = await host.use();
    await host.telemetry.close({ timeoutMillis: 5000 });
    return { log: host.log.join('\n'), number };
  };

  /** Every byte of every file. */
  const kept = async (): Promise<string> =>
    (await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')))).join('\n');

  return { wire, clock, process, run, kept };
}

const atNewSlot = 13 * hour;

describe.each(['on', 'off'] as const)('an installation whose plan says %s by default', (byDefault) => {
  it('says first what it collects, and sends nothing until the grace is over, over restarts and clocks that are set', async () => {
    const { wire, clock, run, kept } = await installation(byDefault);
    const first = await run(1);
    expect(first.log).toMatch(
      /^kettle sends usage telemetry.*\n.*What: every 12 hours 'kettle report'.*when they happen boiled/,
    );
    expect(first.log).toMatch(/Stop it: .*KETTLE_TELEMETRY=false.*\n.*Nothing is sent before 2026-03-04 04:05 UTC/);
    expect(await kept()).toContain('water1');

    clock.set(epoch + 23 * hour);
    const second = await run(1);
    expect(second.log).toBe('');

    clock.set(epoch - year);
    const third = await run(1);
    expect(third.log).toContain('Nothing is sent before 2025-03-04 04:05 UTC');
    clock.set(epoch - year + 23 * hour);
    await run(1);
    expect(wire.connections()).toBe(0);

    clock.set(epoch - year + 24 * hour);
    await run(1);
    for (const number of [1, 2, 3, 4, 5]) expect(wire.received()).toContain(`water${number}`);
  });

  it('sends at once what was acknowledged within the grace, here and from another process', async () => {
    const { wire, process } = await installation(byDefault);
    const host = process(1);
    await host.start();
    await host.use();
    const held = await host.telemetry.submit();
    expect(held).toMatchObject({ result: 'failed', reason: expect.stringMatching(/2026-03-04T04:05:06.*acknowledge/) });
    expect(wire.connections()).toBe(0);
    const operator = process(1);
    expect(await operator.telemetry.acknowledge(operator.options)).toEqual({ version: 1, accepted: [] });
    await host.use();
    await expect.poll(() => wire.received()).toContain('water1');
    expect(wire.received()).toContain('water2');
  });

  it('goes back to an earlier plan, and knows at the later one what was accepted', async () => {
    const { wire, clock, process, run } = await installation(byDefault);
    await run(2);
    const operator = process(2);
    await operator.telemetry.acknowledge(operator.options);
    await run(1);
    wire.forget();
    clock.set(epoch + 10 * year);
    const { log, number } = await run(2);
    expect(log).toBe('');
    expect(wire.received()).toContain(`vinegar${number}`);
  });
});

describe('what is new in a plan that says on by default', () => {
  it('is in no file and not on the wire until its notice was shown and its grace is over', async () => {
    const { wire, clock, process, run, kept } = await installation('on');
    await run(1);
    clock.set(epoch + 30 * hour);
    await run(1);
    wire.forget();

    clock.set(epoch + 100 * hour);
    const { log, number } = await run(2);
    expect(log).toMatch(/has a new plan, version 2. New in it:/);
    for (const name of ['feature_lamp', 'room', 'cleaned', 'count_emptied']) expect(log).toContain(`${name}: `);
    expect(log).toContain('It is collected from 2026-03-08 08:05 UTC on');
    for (const bytes of [wire.received(), await kept()]) {
      expect(bytes).not.toMatch(/vinegar|scullery|feature_lamp|count_emptied|cleaned/);
    }
    expect(wire.received()).toContain(`water${number}`);
    expect(wire.received()).toContain('feature_whistle');

    // Goes on for as long as the process does.
    const host = process(2);
    clock.set(epoch + 100 * hour + atNewSlot);
    await host.start();
    await host.use();
    expect(host.log.join('\n')).toBe('');
    const status = await host.telemetry.status();
    expect(status.notice).toMatchObject({
      acceptedVersion: 1,
      sendsFrom: null,
      withheldUntil: new Date(epoch + 124 * hour).toISOString(),
    });
    expect(status.notice.withheld.map(({ name }) => name)).toEqual([
      'feature_lamp',
      'room',
      'cleaned',
      'count_emptied',
    ]);
    expect(await kept()).not.toMatch(/vinegar|scullery/);
    // Nothing happens in it meanwhile.
    await clock.advance(12 * hour);
    await expect.poll(async () => (await host.telemetry.status()).notice.acceptedVersion).toBe(2);
    expect((await host.telemetry.status()).notice.withheld).toEqual([]);
    await expect.poll(async () => wire.received() + (await host.use())).toMatch(/vinegar/);
    for (const name of ['feature_lamp', 'scullery', 'count_emptied']) {
      clock.set(clock.now() + 12 * hour);
      await clock.advance(hour);
      await expect.poll(async () => wire.received() + (await host.use())).toContain(name);
    }
  });

  it('comes with each version once, and what came before goes on, also when the clock is set back between', async () => {
    const { wire, clock, run, kept } = await installation('on');
    const at = async (time: number, version: number) => {
      clock.set(time);
      wire.forget();
      const { log, number } = await run(version);
      return { log, number, received: wire.received() };
    };
    await at(epoch, 1);
    await at(epoch + 30 * hour, 1);
    expect((await at(epoch + 100 * hour, 2)).received).not.toContain('vinegar');
    expect((await at(epoch + 124 * hour, 2)).received).toContain('vinegar');

    const third = await at(epoch + 200 * hour, 3);
    expect(third.log).toMatch(/version 3. New in it:\n\s+feature_lid: .*\n\s+boiled.with: .*\n\s+It is collected from/);
    expect(third.received).toContain(`water${third.number}`);
    expect(third.received).toContain(`vinegar${third.number}`);
    // The notice of a time to come counts for nothing, and what was accepted for as much as before.
    const back = await at(epoch - year, 3);
    expect(back.log).toContain('boiled.with');
    expect(back.received).toContain(`vinegar${back.number}`);
    expect((await at(epoch - year + 23 * hour, 3)).received).toContain('water');
    expect(await kept()).not.toMatch(/sugar|feature_lid/);
    const after = await at(epoch - year + 24 * hour, 3);
    expect(after.log).toBe('');
    expect(after.received).toContain(`sugar${after.number}`);
    // A later clock again: nothing is told twice, and nothing is taken back.
    const later = await at(epoch + 300 * hour, 3);
    expect(later.log).toBe('');
    expect(later.received).toContain(`sugar${later.number}`);
  });

  it('is collected from the moment on that it is acknowledged in another process, and nothing of before', async () => {
    const { wire, clock, process, run } = await installation('on');
    await run(1);
    clock.set(epoch + 30 * hour);
    const host = process(2);
    await host.start();
    const before = await host.use();
    const operator = process(2);
    const { version, accepted } = await operator.telemetry.acknowledge(operator.options);
    expect(version).toBe(2);
    expect(accepted.map(({ name }) => name)).toEqual(['feature_lamp', 'room', 'cleaned', 'count_emptied']);
    // It is told at once: no event that is collected already has to happen first.
    const clean = async (): Promise<string> => {
      host.telemetry.record('cleaned', { by: 'vinegar of now' });
      await host.telemetry.flush();
      return wire.received();
    };
    await expect.poll(clean, { timeout: 10_000 }).toContain('vinegar of now');
    expect(wire.received()).not.toContain(`vinegar${before}`);
    expect(wire.received()).toContain('scullery');
  });
});

describe('what is new in a plan that says off by default', () => {
  it('is in no file and not on the wire until it is acknowledged, whatever time it is', async () => {
    const { wire, clock, process, run, kept } = await installation('off');
    await run(1);
    clock.set(epoch + 30 * hour);
    await run(1);
    wire.forget();
    let time = epoch + 100 * hour;
    for (const jump of [0, 25 * hour, 10 * year, -20 * year, 11 * year]) {
      time += jump;
      clock.set(time);
      const { log } = await run(3);
      if (jump === 0) expect(log).toContain('It is collected only once you accept it: plainsight acknowledge.');
      for (const bytes of [wire.received(), await kept()]) {
        expect(bytes).not.toMatch(/vinegar|scullery|sugar|feature_l|count_emptied|cleaned/);
      }
    }
    expect(wire.received()).toContain('water7');
    const operator = process(3);
    await operator.telemetry.acknowledge(operator.options);
    clock.set(time + atNewSlot);
    const { number } = await run(3);
    for (const word of ['vinegar', 'sugar']) expect(wire.received()).toContain(`${word}${number}`);
    for (const name of ['scullery', 'feature_lamp', 'feature_lid', 'count_emptied']) {
      expect(wire.received()).toContain(name);
    }
  });

  it('is not collected either where telemetry was off meanwhile, and on again', async () => {
    const { wire, clock, process, run, kept } = await installation('off');
    await run(1);
    clock.set(epoch + 30 * hour);
    await run(1);
    const operator = process(2);
    await operator.telemetry.off(operator.options);
    await run(2);
    await operator.telemetry.on(operator.options);
    wire.forget();
    await run(2);
    expect(wire.received()).toContain('water');
    expect(wire.received() + (await kept())).not.toMatch(/vinegar|scullery/);
  });
});
