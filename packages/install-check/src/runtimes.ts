import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consumer } from './consumer.ts';
import type { Packed } from './pack.ts';
import { run } from './run.ts';

/** Runs the host in another runtime than Node, from the same installation. */
export async function runElsewhere(name: 'bun' | 'deno', { folder }: Consumer, tools: string): Promise<void> {
  const { platform, arch } = process;
  const suffix = platform === 'win32' ? '.exe' : '';
  const system = platform === 'win32' && name === 'bun' ? 'windows' : platform;
  const [file, args] =
    name === 'bun'
      ? [`@oven/bun-${system}-${arch}/bin/bun${suffix}`, ['host.mjs']]
      : [
          `@deno/${system}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno${suffix}`,
          ['run', '-A', '--no-lock', '--node-modules-dir=manual', 'host.mjs'],
        ];
  const { stdout } = await run(join(tools, file), args, { cwd: folder, timeoutMillis: 60_000 });
  if (!stdout.startsWith('ok on Node ')) throw new Error(`Failed in ${name}: it printed\n${stdout}`);
}

/**
 * Jest in its default setup refuses a package of ES modules, and names the way out: `--experimental-vm-modules`. With it, the
 * whole host runs in a test.
 */
export async function runJest({ folder }: Consumer, tools: string): Promise<void> {
  const args = [join(tools, 'jest/bin/jest.js'), '--rootDir', folder, '--testMatch', '**/jest/*.test.cjs'];
  const refused = await run(process.execPath, args, { cwd: folder }).then(
    () => 'nothing',
    (error: unknown) => String(error),
  );
  if (!/Must use import to load ES Module/.test(refused)) {
    throw new Error(`Failed to see what Jest says of ES modules, which the guide quotes: it said\n${refused}`);
  }
  await run(process.execPath, ['--experimental-vm-modules', ...args], { cwd: folder });
}

/** Installs the tarballs with Yarn's Plug'n'Play, which keeps packages in archives, and runs the host there. */
export async function runPlugAndPlay(
  packed: readonly Packed[],
  root: string,
  into: string,
  tools: string,
): Promise<void> {
  const folder = join(into, 'plug-and-play');
  await mkdir(folder);
  await cp(join(root, 'packages/install-check/consumer'), folder, { recursive: true });
  const places = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  // Packages ask for each other by version; they are not in the registry.
  const manifest = { private: true, dependencies: places, resolutions: places };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'yarn.lock'), '');
  const { stdout: registry } = await run('npm', ['config', 'get', 'registry'], { cwd: root });
  const yarn = join(tools, '@yarnpkg/cli-dist/bin/yarn.js');
  await run(process.execPath, [yarn, 'install'], { cwd: folder, env: settingsOfYarn(new URL(registry.trim())) });
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--require',
    './.pnp.cjs',
    '--experimental-loader',
    './.pnp.loader.mjs',
  ];
  const { stdout } = await run(process.execPath, [...args, 'host.mjs'], { cwd: folder, timeoutMillis: 60_000 });
  if (stdout.trim() !== `ok on Node ${process.versions.node}`) throw new Error(`Failed: it printed\n${stdout}`);
}

const settingsOfYarn = (registry: URL): NodeJS.ProcessEnv => ({
  YARN_NODE_LINKER: 'pnp',
  YARN_NPM_REGISTRY_SERVER: registry.href,
  ...(registry.protocol === 'http:' ? { YARN_UNSAFE_HTTP_WHITELIST: registry.hostname } : {}),
  YARN_ENABLE_TELEMETRY: '0',
  YARN_ENABLE_SCRIPTS: '0',
  YARN_ENABLE_GLOBAL_CACHE: '0',
  YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
});
