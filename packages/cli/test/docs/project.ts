import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainsight, type Ended, type RunOptions } from '../run-cli.ts';

const url = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

/** What a plan has that tests change; the rest is that of a small plan. */
export interface PlanParts {
  readonly version?: number;
  readonly why?: string;
  readonly consent?: string;
  readonly identity?: string;
  readonly features?: string;
  readonly events?: string;
}

/** A folder with a project in it, as a maintainer has one. */
export interface Project extends AsyncDisposable {
  readonly folder: string;
  /** Writes the plan anew. Values are source text. */
  plan(parts?: PlanParts): Promise<void>;
  read(name: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
}

export const usualFeatures = "lid: flag(), spout: oneOf(['long', 'short'], 'spout.form')";
export const usualEvents =
  "boiled: { kind: 'each', why: 'How much is boiled.', properties: { cups: { type: 'integer', minimum: 1 } } }, " +
  "whistled: { kind: 'count', why: 'Whether it is heard.' }";

/** A kettle's project. Its sinks differ in CI, and what they are made of is of no matter to a page. */
export async function project(): Promise<Project> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kettle-'));
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder.path, name), text);
  await write(
    'plainsight.config.ts',
    `import { defineConfig } from ${url('../../src/index.ts')};
import { chooseSinks } from ${url('../../../core/src/index.ts')};
import { consoleSink } from ${url('../../../console-sink/src/index.ts')};
import plan from './plan.ts';
const mail = { name: 'mail', receiver: { company: 'Kettle makers', url: 'https://kettle.example.org/', region: 'EU' },
  keys: [{ name: '[].properties', value: 'the properties' }],
  message: async (events) => events.map(({ properties }) => ({ properties })),
  deliver: async () => { throw new Error('nothing is to be sent'); }, close: async () => {} };
export default defineConfig({ plan, command: 'kettle telemetry', sinks: chooseSinks({ production: () => [mail], ci: () => [consoleSink()] }) });
`,
  );
  const plan = (parts: PlanParts = {}): Promise<void> => write('plan.ts', planText(parts));
  await plan();
  return {
    folder: folder.path,
    plan,
    write,
    read: (name) => readFile(join(folder.path, name), 'utf8'),
    run: (args, options = {}) => plainsight(args, { cwd: folder.path, ...options }),
    [Symbol.asyncDispose]: () => folder.remove(),
  };
}

const planText = ({
  version = 1,
  why = "'To know which kettles are in use.'",
  consent = "{ default: 'on', config: 'kettle.telemetry' }",
  identity = 'installationIdentity()',
  features = usualFeatures,
  events = usualEvents,
}: PlanParts): string => `
import { definePlan, flag, group, installationIdentity, noIdentity, number, oneOf } from ${url('../../../core/src/index.ts')};
export default definePlan({
  service: 'kettle', version: ${version}, why: ${why}, never: ['what is boiled'],
  maintainer: { name: 'Kettle makers', contact: 'privacy@kettle.example.org' },
  consent: ${consent}, identity: ${identity},
  system: { why: 'Old systems must be supported.', fields: ['arch', 'nodeVersion'] },
  features: group({ config: 'kettle', why: 'What is used decides where work goes.', features: { ${features} } }),
  events: { ${events} },
  report: { name: 'kettle report', everyHours: 24 },
});
`;
