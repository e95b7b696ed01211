import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

/** A package as it would be published. */
export interface Packed {
  readonly name: string;
  readonly tarball: string;
}

/** The packages that are published, upstream first. */
const folders = ['core', 'console-sink', 'posthog-sink', 'http-sink', 'sqlite-store', 'admin', 'cli'];

/** Builds the published packages and packs each into a tarball in `into`, as the registry would get it. */
export async function pack(root: string, into: string): Promise<readonly Packed[]> {
  await run(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root });
  const names = folders.map((folder) => `@plainsight/${folder}`);
  const all = names.flatMap((name) => ['--filter', name]);
  const pnpm = [...quietly, await pinnedPnpm(root), '--recursive', ...all];
  await run('npx', [...pnpm, 'pack', '--pack-destination', into], { cwd: root });
  const made = await readdir(into);
  return folders.map((folder) => {
    const tarball = made.find((file) => new RegExp(`^plainsight-${folder}-\\d.*\\.tgz$`).test(file));
    if (tarball === undefined) throw new Error(`Failed to pack ${folder}: pnpm made no tarball.`);
    return { name: `@plainsight/${folder}`, tarball: join(into, tarball) };
  });
}

const quietly = ['--yes', '--no-update-notifier', '--loglevel=error'];

/** Only pnpm knows `publishConfig` and `workspace:`; which one, the workspace says. */
async function pinnedPnpm(root: string): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  return packageManager;
}
