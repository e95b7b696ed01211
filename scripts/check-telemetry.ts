import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { projectFiles } from './project-files.ts';

const cli = join(import.meta.dirname, '../packages/cli/src/bin.ts');

/**
 * Runs `plainsight check` on each example, with the options that are given, as `--fix`. The page of
 * `2021-plainsight.config.ts` is `2021-TELEMETRY.md`. Ends with 1 if one disagrees, or if an example has a plan that
 * is under no check.
 */
async function main(root: string, options: readonly string[]): Promise<void> {
  const files = projectFiles(root).filter((file) => file.startsWith('examples/'));
  const projects = files.filter((file) => file.endsWith('plainsight.config.ts'));
  const unchecked = exampleOf(files.filter((file) => /(^|[/-])plan\.ts$/.test(file))).filter(
    (plan, index, plans) => plans.slice(0, index + 1).filter((one) => one === plan).length > countOf(projects, plan),
  );
  for (const example of unchecked) console.error(`${example} has a plan without a plainsight.config.ts.`);

  const ended = await Promise.all(projects.map((project) => check(root, project, options)));
  for (const { project, code, text } of ended) {
    if (code !== 0) console.error(`${project}:\n${text}`);
  }
  const failed = ended.filter(({ code }) => code !== 0).length + unchecked.length;
  console.log(`${projects.length} plans checked: ${failed === 0 ? 'all agree' : `${failed} with problems`}.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** `examples/butler-sos` of each file in it. */
const exampleOf = (files: readonly string[]): readonly string[] =>
  files.map((file) => file.split('/').slice(0, 2).join('/'));

const countOf = (projects: readonly string[], example: string): number =>
  exampleOf(projects).filter((one) => one === example).length;

interface Ended {
  readonly project: string;
  readonly code: number | null;
  readonly text: string;
}

function check(root: string, project: string, options: readonly string[]): Promise<Ended> {
  const prefix = /([^/]*)plainsight\.config\.ts$/.exec(project)?.[1] ?? '';
  const names = ['--project', `${prefix}plainsight.config.ts`, '--page', `${prefix}TELEMETRY.md`];
  const args = [cli, 'check', ...names, '--lock', `${prefix}telemetry.lock.json`, ...options];
  return new Promise((resolve) => {
    const cwd = join(root, dirname(project));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd,
      // Root may have the clone of another user in hand. All of them load the same modules.
      env: {
        NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node-compile-cache'),
        ...process.env,
        PLAINSIGHT_TRUST_FOLDER: cwd,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (part) => (text += String(part)));
    child.stderr.on('data', (part) => (text += String(part)));
    child.on('close', (code) => resolve({ project, code, text }));
  });
}

await main(join(import.meta.dirname, '..'), process.argv.slice(2));
