import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTelemetry, type Clock } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import type { HostCalls, HostOptions } from '../host-calls.ts';
import { clockOf } from './clocks.ts';
import { planOf } from './plan.ts';

/** A host that does what its parent tells it, and ends with it. Its options are its one argument, as JSON. */
const options = JSON.parse(process.argv[2] ?? '{}') as HostOptions;
const { clock: given, manual } = clockOf(options.clock ?? { kind: 'system' });
let started = 0;
const clock: Clock = {
  now: given.now,
  after: (millis, action) => {
    started += 1;
    return given.after(millis, action);
  },
};
const log: { readonly level: 'info' | 'warn'; readonly message: string }[] = [];
const noting = (level: 'info' | 'warn') => (message: string) => void log.push({ level, message });

const telemetry = createTelemetry(planOf(options.everyHours ?? 1), { clock, env: {}, machine: manualMachine() });
const { path, maxBytes } = options;
const store = sqliteStore({ path, clock, ...(maxBytes === undefined ? {} : { maxBytes }) });
const sink = posthogSink({ key: 'phc_faults', host: options.url });

const recordNumber = (number: number): void => telemetry.record('done', { number });
const flush = (): Promise<void> => telemetry.flush({ to: 'store' });

const calls: { readonly [K in keyof HostCalls]: (...given: Parameters<HostCalls[K]>) => unknown } = {
  start: async () => {
    if (options.asNobody === true && process.getuid?.() === 0) {
      await loadAll();
      process.setuid?.(65_534);
    }
    await telemetry.start({
      serviceVersion: '1.2.3',
      store,
      sinks: [sink],
      instance: options.instance ?? 'main',
      logger: { info: noting('info'), warn: noting('warn'), error: noting('warn') },
    });
    return telemetry.id !== null;
  },
  record: (from, count) => {
    for (let number = from; number < from + count; number += 1) recordNumber(number);
  },
  first: (values) => {
    for (const value of values) telemetry.record('first', { value });
  },
  note: (texts) => {
    for (const text of texts) telemetry.record('noted', { text });
  },
  spoil: (value, field) => {
    // What a host without types may do.
    const anything: (name: 'noted', properties: never) => void = telemetry.record;
    anything('noted', { text: 'sound', [field]: value } as never);
  },
  count: (by) => telemetry.count('tallied', by),
  flush: (to, timeoutMillis) => telemetry.flush({ to, ...(timeoutMillis === undefined ? {} : { timeoutMillis }) }),
  submit: () => telemetry.submit(),
  erase: (what) => telemetry.erase(what),
  off: async () => (await telemetry.off()).ok,
  status: () => telemetry.status(),
  close: () => telemetry.close({ timeoutMillis: 10_000 }),
  set: (now) => manual?.set(now),
  advance: (millis) => manual?.advance(millis),
  minutes: async (from, count) => {
    for (let number = from; number < from + count; number += 1) {
      recordNumber(number);
      await manual?.advance(60_000);
      if (number % 60 === 59) await flush();
    }
    await flush();
  },
  timers: () => ({ started, waiting: manual?.timers.length ?? 0 }),
  log: (level) => log.flatMap((one) => (level === 'info' || one.level === level ? [one.message] : [])),
  leave: () => process.disconnect?.(),
};

/**
 * Does once all that is done later, with a store and with one that cannot be opened: nobody may not be able to read the folder that
 * the modules are in.
 */
async function loadAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plainsight-faults-'));
  for (const place of [join(folder, 'telemetry.db'), folder]) {
    const other = createTelemetry(planOf(1), { env: {}, machine: manualMachine() });
    const sinks = [posthogSink({ key: 'phc_faults', host: `${options.url}-before` })];
    const decisionsPath = join(folder, 'decisions.json');
    await other.start({ serviceVersion: '1.2.3', store: sqliteStore({ path: place, decisionsPath }), sinks });
    other.record('done', { number: 0 });
    await other.flush({ to: 'sinks' });
    await other.status();
    await other.close();
  }
  rmSync(folder, { recursive: true });
}

interface Order {
  readonly id: number;
  readonly call: keyof HostCalls;
  readonly given: readonly unknown[];
}

async function follow({ id, call, given: args }: Order): Promise<void> {
  try {
    const act: (...args: never[]) => unknown = calls[call];
    const answer: unknown = await Reflect.apply(act, null, args);
    if (process.connected) process.send?.({ id, answer });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

process.on('message', (order: Order) => void follow(order));
process.send?.({ id: 0 });
