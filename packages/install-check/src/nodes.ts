import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

/** A Node to run packages on. */
export interface NodeUnderTest {
  readonly version: string;
  readonly path: string;
}

/** The oldest of the lines 20 and 22 that `engines` allows, and a Node of each later line. */
const versions = ['20.20.0', '22.22.0', '24.21.0', '26.10.0'];

/** The supported Nodes, from the registry's `node` package, kept in the folder `cache` between runs. */
export async function supportedNodes(cache: string): Promise<readonly NodeUnderTest[]> {
  await mkdir(cache, { recursive: true });
  return Promise.all(
    versions.map(async (version) => {
      const path = version === process.versions.node ? process.execPath : await cached(cache, version);
      const { stdout } = await run(path, ['--version'], { cwd: cache });
      if (stdout.trim() !== `v${version}`)
        throw new Error(`Failed to get Node ${version}: ${path} is ${stdout.trim()}.`);
      return { version, path };
    }),
  );
}

/** Only the executable is kept: the rest of a Node is another 50 MB. */
async function cached(cache: string, version: string): Promise<string> {
  const exe = process.platform === 'win32' ? '.exe' : '';
  const path = join(cache, `node-${version}${exe}`);
  if (await isThere(path)) return path;
  const folder = await mkdtemp(join(cache, 'installing-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await run('npm', ['install', ...quietly, '--ignore-scripts=false', `node@${version}`], { cwd: folder });
    await rename(join(folder, 'node_modules/node/bin', `node${exe}`), path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return path;
}

/** Flags of npm for an installation that nobody watches. */
export const quietly = ['--no-audit', '--no-fund', '--no-update-notifier', '--no-package-lock', '--loglevel=error'];

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
