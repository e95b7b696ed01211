import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createTelemetry,
  definePlan,
  fileDecisions,
  flag,
  memoryStore,
  type RecordEntry,
  type Sink,
  type Store,
  type TelemetryEvent,
} from '../../src/index.ts';
import { manualClock, manualMachine, memorySink, seededRandom, type Answer } from '../../src/testing/index.ts';
import { config, epoch, lasting } from '../lifecycle/host.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';

/** A plan with a usage event of each kind. */
export const plan = definePlan({
  service: 'kettle',
  version: 1,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: ['what is boiled'],
  consent: { default: 'on', config: 'kettle.telemetry', env: 'KETTLE_TELEMETRY' },
  notice: { graceHours: 0 },
  system: { config: 'kettle.systemInfo', why: 'Which platforms matter.', fields: ['platform'] },
  features: { whistle: flag('kettle.whistle', { why: 'Whether it is used.' }) },
  events: {
    boiled: { kind: 'each', why: 'How kettles are used.', properties: { litres: { type: 'number', minimum: 0 } } },
    whistled: { kind: 'once', why: 'How kettles are used.', properties: { tune: { enum: ['low', 'high'] } } },
    cleaned: {
      kind: 'recurring',
      everyDays: 30,
      why: 'How kettles are used.',
      properties: { hot: { type: 'boolean' } },
    },
    filled: { kind: 'count', why: 'How kettles are used.' },
    emptied: { kind: 'count', why: 'How kettles are used.' },
  },
  report: { name: 'kettle report', everyHours: 12 },
});

/** What a process of an installation may have otherwise. */
export interface Otherwise {
  readonly plan?: typeof plan;
  readonly env?: Record<string, string>;
  readonly seed?: number;
  readonly store?: Store;
  readonly sinks?: readonly Sink[];
  readonly config?: object;
  readonly instance?: string;
}

/** An installation with decisions on the disk and a clock that stands still: any number of processes may be of it. */
export async function installation({ inMemory = false, ...common }: Otherwise & { inMemory?: boolean } = {}) {
  const path = join(await temporaryDirectory(), 'decisions.json');
  // A manual clock does not wait for the disk.
  const decisions = inMemory ? lasting() : fileDecisions({ path });
  const store = common.store ?? memoryStore({ decisions });
  const clock = manualClock(epoch);
  const sink = memorySink();
  const lines: string[] = [];
  const log = (level: string) => (message: string) => void lines.push(`${level} ${message}`);

  /** A handle, and what its host gives to `start`, or an operator to a verb. */
  function handle(own: Otherwise = {}) {
    const {
      plan: kettle = plan,
      env = {},
      seed = 1,
      store: given = store,
      sinks = [sink],
      ...rest
    } = { ...common, ...own };
    const telemetry = createTelemetry(kettle, {
      clock,
      env,
      random: seededRandom(seed),
      machine: manualMachine({ system: { platform: 'linux' } }),
    });
    const options = {
      serviceVersion: '1.2.3',
      config,
      store: given,
      sinks,
      logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
      ...rest,
    };
    // Before its directory goes: what is on its way to the disk must have come there.
    onTestFinished(() => telemetry.close());
    return { telemetry, options, start: () => telemetry.start(options) };
  }

  return { path, decisions, store, clock, sink, lines, handle, ...handle() };
}

export const accept: Answer = (batch) => batch.map(() => ({ status: 'accepted' }));
export const refuse: Answer = (batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 503' }));

/** What an event is of: its name, and the first of its own properties. */
function told({ name, properties: { litres, tune, hot } }: TelemetryEvent): string {
  const own = litres ?? tune ?? hot;
  return own === undefined || typeof own === 'object' ? name : `${name} ${String(own)}`;
}

export const toldOf = (events: readonly TelemetryEvent[]): readonly string[] => events.map(told);

/** The same of records, and of what is quarantined its name. */
export const entriesOf = (entries: readonly RecordEntry[]): readonly string[] =>
  entries.map((entry) => (entry.kind === 'record' ? told(entry.event) : `quarantined ${entry.quarantined.name}`));
