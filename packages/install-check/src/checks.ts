import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consumer } from './consumer.ts';
import type { NodeUnderTest } from './nodes.ts';
import type { Packed } from './pack.ts';
import { run } from './run.ts';

/** publint and attw find nothing wrong with the tarball. */
export async function lintTarball({ tarball }: Packed, root: string): Promise<void> {
  const tools = join(root, 'packages/install-check/node_modules');
  await run(process.execPath, [join(tools, 'publint/src/cli.js'), 'run', tarball, '--strict'], { cwd: root });
  const attw = join(tools, '@arethetypeswrong/cli/dist/index.js');
  await run(process.execPath, [attw, tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'], { cwd: root });
}

/** A `nodenext` project, ESM and CommonJS, compiles against the tarballs. */
export async function checkTypes({ folder }: Consumer, root: string): Promise<void> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', join(folder, 'types')], { cwd: folder });
}

/** The host runs in each of its forms, and prints nothing but that all is well. */
export async function runHost(consumer: Consumer, { path, version }: NodeUnderTest): Promise<void> {
  for (const { name, cwd, file } of consumer.forms) {
    const { stdout, stderr } = await run(path, [file], { cwd, timeoutMillis: 60_000 });
    const said = (stdout + withoutNodesOwn(stderr)).trim();
    if (said !== `ok on Node ${version}`) throw new Error(`Failed as ${name} on Node ${version}: it printed\n${said}`);
  }
}

/** The command line previews the host's plan. It needs a newer Node than the packages that hosts load. */
export async function runCommandLine({ folder }: Consumer, { path, version }: NodeUnderTest): Promise<void> {
  const home = join(folder, 'node_modules/@plainsight/cli');
  const { bin } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { bin: { plainsight: string } };
  const config = join(folder, `config-${version}.yaml`);
  await writeFile(config, 'web:\n  enabled: false\n');
  const args = [join(home, bin.plainsight), 'preview', '--plan', 'plan.mjs', '--config', config, '--json'];
  const { stdout } = await run(path, args, { cwd: folder, timeoutMillis: 60_000 });
  const report = JSON.parse(stdout.split('\n')[0] ?? '') as { name?: string; properties?: Record<string, unknown> };
  if (report.name !== 'install report' || report.properties?.['feature_webEnabled'] !== false) {
    throw new Error(`Failed to preview on Node ${version}: it printed\n${stdout}`);
  }
}

/** Node 20 and 22 say that `require` of a module is new. */
function withoutNodesOwn(stderr: string): string {
  return stderr.replaceAll(/^.*ExperimentalWarning.*require.*\n|^\(Use `node --trace-warnings.*\n/gm, '');
}
