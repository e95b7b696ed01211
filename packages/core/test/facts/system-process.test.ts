import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { run, type Ran } from './fixtures/run.ts';

const read = (fields: string, ...rest: [hold?: 'hold', options?: Parameters<typeof run>[2]]): Promise<Ran> => {
  const [hold, options] = rest;
  return run('read-machine.ts', hold === undefined ? [fields] : [fields, hold], options);
};

/** A `PATH` on which these commands are a script of their own. */
async function replacing(commands: readonly string[], script: string): Promise<NodeJS.ProcessEnv> {
  const directory = await temporaryDirectory();
  for (const command of commands) {
    await writeFile(join(directory, command), `#!/bin/sh\n${script}\n`);
    await chmod(join(directory, command), 0o755);
  }
  return { PATH: [directory, process.env['PATH']].join(delimiter) };
}

/** A `PATH` on which these commands hang, for longer than a test may take. */
const hanging = (...commands: readonly string[]): Promise<NodeJS.ProcessEnv> => replacing(commands, 'exec sleep 60');

/** To be read as where this is not Linux: by systeminformation, which reads whatever this is. */
const elsewhere = { PLATFORM: 'darwin', REAL_TIME: '1' };

const threads = ['--permission', '--allow-fs-read=*'];

describe('a process that reads its machine', () => {
  it('reads the same in a worker thread and, where none may be started, in its own', async () => {
    const inWorker = await read('distro,release,codename,virtual,nodeVersion', 'hold', { env: elsewhere });
    const inOwn = await read('distro,release,codename,virtual,nodeVersion', 'hold', {
      env: elsewhere,
      node: [...threads, '--allow-child-process'],
    });
    expect(JSON.parse(inOwn.stdout)).toEqual(JSON.parse(inWorker.stdout));
    expect(JSON.parse(inWorker.stdout)).toMatchObject({ nodeVersion: process.version });
    expect(inWorker.stderr).toBe('');
  }, 60_000);

  it('has null for what needs commands where it may run none, and goes on', async () => {
    const { stdout } = await read('distro,virtual,cpuCount', 'hold', { node: threads, env: elsewhere });
    expect(JSON.parse(stdout)).toEqual({ distro: null, virtual: null, cpuCount: expect.any(Number) });
  }, 60_000);

  it('starts no process and no thread for what the operating system says by itself', async () => {
    // Either would fail and be seen, as neither is allowed.
    const { stdout } = await read('cpuCount,cpuModel,memoryBytes,arch,platform,nodeVersion', undefined, {
      node: threads,
    });
    expect(JSON.parse(stdout)).toMatchObject({ platform: process.platform === 'win32' ? 'Windows' : process.platform });
  }, 60_000);

  it('is not kept alive by a read that nobody waits for', async () => {
    expect(await read('distro,virtual', undefined, { env: { PLATFORM: 'darwin' } })).toEqual({
      stdout: '',
      stderr: '',
    });
  }, 60_000);

  it('loads nothing into the thread that it preloads itself', async () => {
    const directory = await temporaryDirectory();
    const [preload, seen] = [join(directory, 'preload.cjs'), join(directory, 'seen')];
    const note = `require('fs').appendFileSync(${JSON.stringify(seen)}, require('worker_threads').isMainThread ? 'm' : 't')`;
    await writeFile(preload, note);
    const quotedPath = JSON.stringify(preload);
    await read('distro', 'hold', { env: { ...elsewhere, NODE_OPTIONS: `--require=${quotedPath}` } });
    await read('distro', 'hold', { node: ['--require', preload], env: elsewhere });
    expect(await readFile(seen, 'utf8')).toBe('mm');
  }, 60_000);
});

describe('a process that can start no other', () => {
  /** The reader as one file in an empty folder, as some hosts are shipped: no thread can be loaded. */
  async function bundle(): Promise<string> {
    const outfile = join(await temporaryDirectory(), 'host.cjs');
    const entry = fileURLToPath(new URL('fixtures/read-machine.ts', import.meta.url));
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' });
    return outfile;
  }
  const fields = 'distro,release,codename,virtual,cpuCount';
  const asNull = { distro: null, release: null, codename: null, virtual: null, cpuCount: expect.any(Number) };

  it.runIf(process.platform === 'linux').each(['too large', 'no more'])(
    'reads what files say, as a bundle too: %s',
    async (NO_CHILD) => {
      const bundled = await bundle();
      for (const what of ['distro,release,codename,cpuCount', 'id']) {
        const { stdout, stderr } = await run(bundled, [what, 'hold'], { env: { NO_CHILD } });
        expect(JSON.parse(stdout)).toEqual(JSON.parse((await read(what, 'hold')).stdout));
        expect(stderr).toBe('');
      }
    },
    60_000,
  );

  it.runIf(process.platform === 'linux')(
    'has null for what no file says',
    async () => {
      const { stdout, stderr } = await read(fields, 'hold', { env: { NO_CHILD: 'too large', ROOT: '/nowhere' } });
      expect(JSON.parse(stdout)).toEqual(asNull);
      expect(stderr).toBe('');
    },
    60_000,
  );

  it.each(['hold', 'id'])(
    'has null for what needs commands, where systeminformation runs in its thread: %s',
    async (what) => {
      const preload = new URL('fixtures/taken-for-a-mac.ts', import.meta.url).href;
      const { stdout, stderr } = await run('read-machine.ts', what === 'id' ? ['id', 'hold'] : [fields, 'hold'], {
        node: ['--import', preload, ...threads, '--allow-child-process'],
        env: { NO_CHILD: 'too large', PLATFORM: 'darwin' },
      });
      expect(JSON.parse(stdout)).toEqual(what === 'id' ? expect.objectContaining({ systemUuid: '' }) : asNull);
      expect(stderr).not.toContain('E2BIG');
    },
    60_000,
  );
});

describe.runIf(process.platform === 'linux')('commands', () => {
  it('do not stop the loop of the process while they run', async () => {
    const sign = join(await temporaryDirectory(), 'the-loop-turns');
    // It ends when the process has seen that it began, or after half a minute.
    const script = `touch '${sign}.asked'; for _ in $(seq 1500); do [ -e '${sign}' ] && exit; sleep 0.02; done`;
    const waiting = await replacing(['dmesg'], script);
    for (const env of [elsewhere, { ROOT: '/nowhere', REAL_TIME: '1' }]) {
      const { stdout } = await read('virtual', 'hold', { env: { ...waiting, ...env, SIGN: sign } });
      expect(JSON.parse(stdout)).toEqual({ virtual: expect.any(Boolean) });
      await rm(sign);
      await rm(`${sign}.asked`);
    }
  }, 60_000);

  it('that complain are not heard', async () => {
    const complaining = await replacing(['grep', 'dmesg'], 'echo "no such luck" >&2; echo "no such luck"; exit 1');
    for (const env of [elsewhere, { ROOT: '/nowhere' }]) {
      const { stderr } = await read('virtual', 'hold', { env: { ...complaining, ...env } });
      expect(stderr).toBe('');
    }
  }, 60_000);
});

describe.runIf(process.platform === 'linux')('commands that hang', () => {
  it('cost their own fields, and no other', async () => {
    const env = { ...(await hanging('dmidecode')), ...elsewhere };
    const { stdout, stderr } = await read('virtual,distro,cpuCount', 'hold', { env });
    const alone = await read('distro', 'hold', { env });
    expect(JSON.parse(stdout)).toEqual({ virtual: null, cpuCount: expect.any(Number), ...JSON.parse(alone.stdout) });
    expect(stderr).toBe('');
  }, 60_000);

  it('give no value where they were cut short', async () => {
    const env = await hanging('dmesg');
    for (const more of [elsewhere, { ROOT: '/nowhere' }]) {
      const { stdout } = await read('virtual', 'hold', { env: { ...env, ...more } });
      expect(JSON.parse(stdout)).toEqual({ virtual: null });
    }
  }, 60_000);

  it('do not keep the process from ending, whether they block the thread or not', async () => {
    const nothing = { stdout: '', stderr: '' };
    const env = await hanging('dmidecode');
    expect(await read('virtual', undefined, { env: { ...env, PLATFORM: 'darwin' } })).toEqual(nothing);
    const blocking = { ...(await hanging('ls', 'pciconf', 'dmesg')), PLATFORM: 'darwin' };
    expect(await read('virtual', 'hold', { env: blocking })).toMatchObject({ stderr: '' });
    expect(await read('virtual', undefined, { env: { ...(await hanging('dmesg')), ROOT: '/nowhere' } })).toEqual(
      nothing,
    );
  }, 60_000);

  it('do not change the parts of the id, as none is run for them', async () => {
    const usual: unknown = JSON.parse((await read('id', 'hold', { env: { REAL_TIME: '1' } })).stdout);
    const { stdout } = await read('id', 'hold', { env: await hanging('ip', 'dmesg', 'dmidecode', 'cat') });
    expect(JSON.parse(stdout)).toEqual(usual);
  }, 60_000);

  it('cost nothing where they are not run: no name is looked up', async () => {
    const env = { ...(await hanging('hostname')), ...elsewhere };
    const { stdout } = await read('distro', 'hold', { env });
    expect(JSON.parse(stdout)).not.toEqual({ distro: null });
  }, 60_000);
});
