import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consumer, Form } from './consumer.ts';
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

/** Longest line of what is published: Node prints the line that an error was thrown in. */
const mostCharacters = 400;
/** Most bytes that an error prints which nobody catches. */
const mostPrinted = 2048;

/** Published files have lines that can be read. */
export async function checkLines({ folder }: Consumer): Promise<void> {
  for await (const file of glob('node_modules/@plainsight/*/dist/**/*.js', { cwd: folder })) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    const at = lines.findIndex(({ length }) => length > mostCharacters);
    if (at !== -1) throw new Error(`${file}:${at + 1} has ${lines[at]?.length} characters.`);
  }
}

/** An error that a host catches nowhere is a few lines on its terminal, and begins with what it is. */
export async function checkErrors({ folder }: Consumer): Promise<void> {
  const begins = { plan: 'PlanError: ', start: 'ConfigError: ', store: 'RangeError: ' };
  for (const [name, words] of Object.entries(begins)) {
    const printed = await run(process.execPath, [`errors/${name}.mjs`], { cwd: folder }).then(
      () => '',
      (error: unknown) => String(error),
    );
    if (!printed.includes(`\n${words}Failed to `))
      throw new Error(`Failed to find ${words}in what was printed:\n${printed}`);
    if (printed.length > mostPrinted) throw new Error(`${name} printed ${printed.length} characters:\n${printed}`);
  }
}

/** The host runs in a form, and prints nothing but that all is well. */
export async function runHost({ name, cwd, file, isProgram }: Form, { path, version }: NodeUnderTest): Promise<void> {
  const [command, args] = isProgram === true ? [file, []] : [path, [file]];
  const { stdout, stderr } = await run(command, args, { cwd, timeoutMillis: 60_000 });
  const said = (stdout + withoutNodesOwn(stderr)).trim();
  if (said !== `ok on Node ${version}`) throw new Error(`Failed as ${name} on Node ${version}: it printed\n${said}`);
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
