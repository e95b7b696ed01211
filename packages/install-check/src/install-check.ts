import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { esbuildSplitting, ncc, rollup, singleExecutable, tsup, webpack } from './bundles.ts';
import { checkErrors, checkLines, lintTarball, runCommandLine, runHost } from './checks.ts';
import { consumerOf, workFolder } from './consumer.ts';
import { supportedNodes } from './nodes.ts';
import { pack } from './pack.ts';
import { runElsewhere, runJest, runPlugAndPlay } from './runtimes.ts';
import { installedTools } from './tools.ts';
import { checkTypes, compilers } from './types.ts';

/**
 * Packs the published packages, installs them as a user does, and runs them on every supported Node: by `import`, by
 * `require`, and bundled into one file. Then bundled otherwise, in other runtimes, and compiled with each supported
 * TypeScript. `node packages/install-check/src/install-check.ts` ends with 1 if anything fails. Needs the npm registry,
 * and nothing else of the network.
 */
async function main(): Promise<void> {
  const root = resolve(import.meta.dirname, '../../..');
  const own = join(root, 'packages/install-check/node_modules');
  const work = await workFolder();
  try {
    const installing = async () => {
      const packed = await step('build and pack', () => pack(root, work));
      return { packed, consumer: await step('install and bundle', () => consumerOf(packed, root, work)) };
    };
    // The registry is waited for while the packages are built.
    const [{ packed, consumer }, nodes, tools] = await Promise.all([
      installing(),
      step('get Nodes', () => supportedNodes(join(own, '.cache/nodes'))),
      step('get tools', () => installedTools(join(own, '.cache/tools'))),
    ]);
    const into = join(work, 'bundles');
    await mkdir(into);
    const here = { version: process.versions.node, path: process.execPath };
    const bundling = { folder: consumer.folder, into, tools, own };

    await inTwos([
      ...packed.map((one) => check(`publint and attw: ${one.name}`, () => lintTarball(one, root))),
      ...nodes.flatMap((node) => [
        ...consumer.forms.map((form) => check(`${form.name} on Node ${node.version}`, () => runHost(form, node))),
        ...(node.version.startsWith('20.')
          ? []
          : [check(`command line on Node ${node.version}`, () => runCommandLine(consumer, node))]),
      ]),
      check('lines of what is published', () => checkLines(consumer)),
      check('errors that nobody catches', () => checkErrors(consumer)),
      ...[esbuildSplitting, tsup, ncc, rollup, webpack, singleExecutable].map((bundle) =>
        check(`bundled: ${bundle.name}`, async () => runHost(await bundle(bundling), here)),
      ),
      check('Bun', () => runElsewhere('bun', consumer, tools)),
      check('Deno', () => runElsewhere('deno', consumer, tools)),
      check('Jest', () => runJest(consumer, tools)),
      check("Yarn Plug'n'Play", () => runPlugAndPlay(packed, root, into, tools)),
      ...compilers.map((compiler) =>
        check(`types with TypeScript ${compiler.name}`, () => checkTypes(consumer, compiler, root, tools)),
      ),
    ]);
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

/** A step that no other needs: the others run, though it failed. */
const check =
  (name: string, work: () => Promise<void>): (() => Promise<void>) =>
  () =>
    step(name, work).catch(tell);

/** Two at a time: a machine of CI has two cores. */
async function inTwos(checks: readonly (() => Promise<void>)[]): Promise<void> {
  const left = checks.values();
  const work = async (): Promise<void> => {
    for (const one of left) await one();
  };
  await Promise.all([work(), work()]);
}

function tell(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

await main().catch(tell);
