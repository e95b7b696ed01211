import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createTelemetry,
  definePlan,
  fileDecisions,
  installationIdentity,
  memoryStore,
  type StartOptions,
} from '../../src/index.ts';
import { manualClock, manualMachine, memorySink, seededRandom } from '../../src/testing/index.ts';
import { identifiers } from '../pipeline/guard/machine.ts';
import { config, epoch, plan as kettlePlan } from './host.ts';

const plan = definePlan({
  ...kettlePlan,
  identity: installationIdentity({ instance: 'instanceId' }),
  context: {
    appEnv: { enum: ['production', 'test'], why: 'To leave tests out.' },
    region: { type: 'string', pattern: '^[\\w-]+$', maxLength: 40, why: 'Where kettles are.' },
  },
  report: { ...kettlePlan.report, name: 'kettle report', everyHours: 12, per: 'instance' },
});

const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'plainsight-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
};

/** A host on a machine that is called brass-kettle-7. */
const host = (
  path: string,
  given: Partial<StartOptions> = {},
  system: Record<string, string> = { platform: 'linux' },
) => {
  const sink = memorySink();
  const lines: string[] = [];
  const store = memoryStore({ decisions: fileDecisions({ path }) });
  const telemetry = createTelemetry(plan, {
    clock: manualClock(epoch),
    env: {},
    random: seededRandom(1),
    machine: manualMachine({ system, identifiers }),
  });
  const options: StartOptions = {
    serviceVersion: '1.2.3',
    config,
    store,
    sinks: [sink],
    context: { appEnv: 'production', region: 'north' },
    gauges: { cups: () => 4 },
    logger: { warn: (line) => void lines.push(line) },
    ...given,
  };
  const state = () =>
    store.commit(-1, ({ state: known }) => {
      kept = JSON.stringify(known);
      return { facts: [], state: known ?? neverState(), records: [], quarantined: [], dropped: 0 };
    });
  let kept = '';
  const run = async () => {
    await telemetry.start(options as Parameters<typeof telemetry.start>[0]);
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    await state();
    const status = await telemetry.status();
    const { entries } = await telemetry.records();
    const preview = await telemetry.preview();
    const findings = await telemetry.diagnose();
    await telemetry.close();
    return {
      status,
      entries,
      preview,
      findings,
      kept,
      lines,
      sent: sink.accepted,
      decided: await readFile(path, 'utf8'),
    };
  };
  return { run };
};

const neverState = (): never => {
  throw new Error('the store has a state');
};

describe('what a host gives to start', () => {
  it('goes out and stays where it identifies nobody', async () => {
    const { status, sent, entries, findings, lines } = await host(join(await folder(), 'decisions.json')).run();
    expect(sent).toHaveLength(2);
    expect(entries.every(({ kind }) => kind === 'record')).toBe(true);
    expect(status.problems).toEqual([]);
    expect(status.guard).toEqual({ looksFor: [...new Set(identifiers.map(({ what }) => what))], passesOver: [] });
    expect(findings.filter(({ what }) => what === 'leak guard')).toMatchObject([{ verdict: 'well' }]);
    expect(lines).toEqual([]);
  });

  it('keeps every event back where the version or the context identifies the machine, and says why', async () => {
    const context = { appEnv: 'hildegard', region: 'brass-kettle-7', 'hildegard@example.org': 1 };
    const { status, sent, entries, kept, preview, findings, lines } = await host(
      join(await folder(), 'decisions.json'),
      {
        serviceVersion: '1.0.0+brass-kettle-7',
        context,
      },
    ).run();
    const reasons = [
      "serviceVersion holds this machine's host name",
      "appEnv holds the user's name",
      "region holds this machine's host name",
      "a name that holds the user's name is not in the plan",
      'a name that holds an e-mail address is not in the plan',
    ];
    expect(sent).toEqual([]);
    expect(entries.map((entry) => (entry.kind === 'quarantined' ? entry.quarantined.reasons : entry))).toEqual([
      reasons,
      reasons,
    ]);
    expect(JSON.stringify([entries, kept])).not.toMatch(/brass|hildegard/);
    expect(status.problems).toEqual([
      expect.stringMatching(/^serviceVersion holds .*: every event is kept back\. Give start a/),
    ]);
    expect(lines).toEqual([`Telemetry: ${status.problems[0]}`]);
    expect(findings.filter(({ what }) => what === 'leak guard')).toMatchObject([
      { verdict: 'well' },
      { verdict: 'failing' },
    ]);
    expect(preview.notes).toContain("It would be kept back: region holds this machine's host name.");
  });

  it('keeps no value that is no JSON', async () => {
    const { entries } = await host(join(await folder(), 'decisions.json'), { context: { appEnv: 1n } as never }).run();
    expect(entries[0]).toMatchObject({ quarantined: { reasons: ['appEnv holds what is no JSON'] } });
  });

  it('knows an instance that is named after its machine by a keyed hash, the same at each start', async () => {
    const path = join(await folder(), 'decisions.json');
    const first = await host(path, { instance: 'brass-kettle-7' }).run();
    const second = await host(path, { instance: 'brass-kettle-7' }).run();
    const nameIn = ({ decided }: { decided: string }): string => Object.keys(JSON.parse(decided).instanceIds)[0] ?? '';
    expect(nameIn(first)).toMatch(/^instance-[\w-]{22}$/);
    expect(second.decided).toContain(nameIn(first));
    expect(Object.keys(JSON.parse(second.decided).instanceIds)).toHaveLength(1);
    expect(second.sent[0]?.properties['instanceId']).toBe(first.sent[0]?.properties['instanceId']);
    expect(first.sent).not.toEqual([]);
    expect(first.kept + first.decided + JSON.stringify(first.entries)).not.toContain('brass');
    expect(first.kept).toContain(nameIn(first));
    expect(first.preview.events[0]?.properties['instanceId']).toBe(first.sent[0]?.properties['instanceId']);
    expect(first.status.instance).toBe('brass-kettle-7');
  });

  it('keeps an instance that is named after nobody under its own name', async () => {
    const { decided } = await host(join(await folder(), 'decisions.json'), { instance: 'worker-3' }).run();
    expect(Object.keys(JSON.parse(decided).instanceIds)).toEqual(['worker-3']);
  });

  it('sends a system value that identifies the machine as unknown, and says so', async () => {
    const { sent, status, kept } = await host(
      join(await folder(), 'decisions.json'),
      {},
      { platform: '6.1-brass-kettle-7' },
    ).run();
    expect(sent.find(({ name }) => name === 'kettle report')?.properties).toMatchObject({ system_platform: null });
    expect(status.problems).toEqual(["system_platform holds this machine's host name, and is sent as unknown."]);
    expect(kept).not.toContain('brass');
  });
});
