import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../store/temporary-directory.ts';

/** A require for what is CommonJS in an ES module: without one, esbuild writes one that throws. */
const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };

/** Reports once, and prints what would have left, and what the host's log was told. */
const host = `
import { createTelemetry, definePlan, flag, memoryStore, yamlFile } from '../../src/index.ts';

const plan = definePlan({
  service: 'kettle',
  version: 1,
  maintainer: { name: 'The kettle makers', contact: 'privacy@kettle.example' },
  why: 'To know which features are in use.',
  never: [],
  consent: { default: 'on', env: 'KETTLE_TELEMETRY' },
  notice: { graceHours: 0 },
  system: { why: 'To know where it runs.', fields: ['platform', 'distro', 'isRunningInDocker'] },
  features: { whistle: flag('kettle.whistle', { why: 'Whether anyone wants it.' }) },
  events: { boiled: { kind: 'each', why: 'How kettles are used.', properties: { id: { type: 'string', format: 'uuid' } } } },
  report: { name: 'kettle report', everyHours: 12, atStart: true },
});
const events = [];
const said = [];
const say = (message) => said.push(message);
const telemetry = createTelemetry(plan);
async function main() {
  await telemetry.start({
    serviceVersion: '1.2.3',
    config: yamlFile('kettle.yaml'),
    store: memoryStore(),
    ephemeral: true,
    sinks: [{
      name: 'here',
      receiver: { company: 'this machine', url: null, region: null },
      deliver: async (batch) => batch.map(({ name, properties }) => (events.push({ name, properties }), { status: 'accepted' })),
      close: async () => {},
    }],
    logger: { warn: say, error: say },
  });
  telemetry.record('boiled', { id: '0f8fad5b-d9cb-469f-a165-70867728950e' });
  await telemetry.flush();
  await telemetry.close();
  console.log(JSON.stringify({ events, said }));
}
main();
`;

interface Seen {
  readonly events: readonly { readonly name: string; readonly properties: Readonly<Record<string, unknown>> }[];
  readonly said: readonly string[];
}

/** Bundles the host, and runs it in an empty folder. */
async function bundledAndRun(options: BuildOptions): Promise<Seen> {
  const folder = await temporaryDirectory();
  await writeFile(join(folder, 'kettle.yaml'), 'kettle:\n  whistle: true\n');
  const type = options.format === 'esm' ? 'module' : 'commonjs';
  await mkdir(join(folder, 'out'));
  await writeFile(join(folder, 'out/package.json'), JSON.stringify({ type }));
  await build({
    stdin: { contents: host, resolveDir: import.meta.dirname, sourcefile: 'host.ts', loader: 'ts' },
    outdir: join(folder, 'out'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    ...options,
  });
  const { DO_NOT_TRACK: _, CI: __, ...env } = process.env;
  const ran = spawnSync(process.execPath, [join(folder, 'out/stdin.js')], {
    cwd: folder,
    env: { ...env, KETTLE_TELEMETRY: 'on' },
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(ran.stdout) as Seen;
}

describe('a host in a bundle', () => {
  it.each([
    ['ES modules with shared chunks', { format: 'esm', splitting: true, banner }],
    ['minified ES modules with shared chunks', { format: 'esm', splitting: true, banner, minify: true }],
    ['one ES module', { format: 'esm', banner }],
    ['one file of CommonJS', { format: 'cjs' }],
  ] as const)('reads its config and the machine, checks and delivers: %s', async (_form, options) => {
    const { events, said } = await bundledAndRun(options);
    expect(said).toEqual([]);
    expect(events.map(({ name }) => name).toSorted()).toEqual(['boiled', 'kettle report']);
    expect(events.find(({ name }) => name === 'kettle report')?.properties).toMatchObject({
      serviceVersion: '1.2.3',
      feature_whistle: true,
      system_platform: expect.any(String),
      system_distro: expect.any(String),
      system_isRunningInDocker: expect.any(Boolean),
    });
  });

  it('says how to give it a require, where it is an ES module without one', async () => {
    const { said } = await bundledAndRun({ format: 'esm', splitting: true });
    expect(said.join('\n')).toContain('Give the bundle a require with createRequire of node:module');
  });
});
