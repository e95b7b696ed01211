import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkTypes, lintTarball, runCommandLine, runHost } from './checks.ts';
import { consumerOf, workFolder } from './consumer.ts';
import { supportedNodes } from './nodes.ts';
import { pack } from './pack.ts';

/**
 * Packs the published packages, installs them as a user does, and runs them on every supported Node: by `import`, by
 * `require`, and bundled into one file. `node packages/install-check/src/install-check.ts` ends with 1 if anything
 * fails. Needs the npm registry, and nothing else of the network.
 */
async function main(): Promise<void> {
  const root = resolve(import.meta.dirname, '../../..');
  const cache = join(root, 'packages/install-check/node_modules/.cache/nodes');
  const work = await workFolder();
  try {
    const packed = await step('build and pack', () => pack(root, work));
    for (const one of packed) await check(`publint and attw: ${one.name}`, () => lintTarball(one, root));
    const consumer = await step('install and bundle', () => consumerOf(packed, root, work));
    await check('types', () => checkTypes(consumer, root));
    for (const node of await step('get Nodes', () => supportedNodes(cache))) {
      await check(`import, require and bundle on Node ${node.version}`, () => runHost(consumer, node));
      if (node.version.startsWith('20.')) continue;
      await check(`command line on Node ${node.version}`, () => runCommandLine(consumer, node));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A step that the next ones need. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const took = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    console.log(`ok      ${name} (${took()})`);
    return result;
  } catch (error) {
    console.error(`FAILED  ${name} (${took()})`);
    throw error;
  }
}

/** A step that the next ones do not need: they run, though it failed. */
async function check(name: string, work: () => Promise<void>): Promise<void> {
  await step(name, work).catch(tell);
}

function tell(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

await main().catch(tell);
