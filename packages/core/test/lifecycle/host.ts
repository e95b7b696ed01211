import {
  createTelemetry,
  definePlan,
  flag,
  memoryStore,
  type Decisions,
  type Plan,
  type StartOptions,
  type Store,
} from '../../src/index.ts';
import { memoryDecisions } from '../../src/store/memory-decisions.ts';
import { manualClock, manualMachine, memorySink, seededRandom } from '../../src/testing/index.ts';

export const hour = 3600 * 1000;
/** A point in time like any other. */
export const epoch = Date.UTC(2026, 2, 3, 4, 5, 6);

/** A small plan with a config switch, a variable, features, a gauge and a usage event. */
export const plan = definePlan({
  service: 'kettle',
  version: 1,
  maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
  why: 'To know which kettles are in use.',
  never: ['what is boiled'],
  consent: { default: 'on', config: 'kettle.telemetry', env: 'KETTLE_TELEMETRY' },
  notice: { graceHours: 0 },
  system: { config: 'kettle.systemInfo', why: 'Which platforms matter.', fields: ['platform', 'cpuCount'] },
  features: { whistle: flag('kettle.whistle', { why: 'Whether it is used.' }) },
  gauges: { cups: { type: 'integer', minimum: 0, why: 'How big kettles are.' } },
  events: {
    boiled: { kind: 'each', why: 'How kettles are used.', properties: { litres: { type: 'number' } } },
  },
  report: { name: 'kettle report', everyHours: 12 },
});

export const config = { kettle: { telemetry: true, systemInfo: true, whistle: true } };

/** Decisions that last as long as the test. */
export const lasting = (): Decisions => ({ ...memoryDecisions(), lasting: true });

/** A host in a world of its own: its clock stands still until it is advanced. */
export const kettle = (
  more: {
    env?: Record<string, string>;
    store?: Store;
    clock?: ReturnType<typeof manualClock>;
    plan?: Plan;
    seed?: number;
  } & Partial<Omit<StartOptions, 'store'>> = {},
) => {
  const { env = {}, plan: own = plan, seed = 1, clock = manualClock(epoch), store, ...options } = more;
  const sink = memorySink();
  const lines: string[] = [];
  const log = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const telemetry = createTelemetry(own, {
    clock,
    env,
    random: seededRandom(seed),
    machine: manualMachine({ system: { platform: 'linux', cpuCount: 2 } }),
  });
  const startOptions = {
    serviceVersion: '1.2.3',
    config,
    store: store ?? memoryStore({ decisions: lasting() }),
    sinks: [sink],
    gauges: { cups: () => 4 },
    logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    ...options,
  };
  return { telemetry, sink, clock, lines, options: startOptions, start: () => telemetry.start(startOptions) };
};
