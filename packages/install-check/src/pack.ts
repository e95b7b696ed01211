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
  const pnpm = await pinnedPnpm(root);
  const packed: Packed[] = [];
  for (const folder of folders) {
    const cwd = join(root, 'packages', folder);
    const before = new Set(await readdir(into));
    await run('npx', [...quietly, pnpm, 'pack', '--pack-destination', into], { cwd });
    const tarball = (await readdir(into)).find((file) => !before.has(file));
    if (tarball === undefined) throw new Error(`Failed to pack ${folder}: pnpm made no tarball.`);
    packed.push({ name: `@plainsight/${folder}`, tarball: join(into, tarball) });
  }
  return packed;
}

const quietly = ['--yes', '--no-update-notifier', '--loglevel=error'];

/** Only pnpm knows `publishConfig` and `workspace:`; which one, the workspace says. */
async function pinnedPnpm(root: string): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  return packageManager;
}
