import { chmod, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
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

const threads = ['--permission', '--allow-fs-read=*'];

describe('a process that reads its machine', () => {
  it('reads the same in a worker thread and, where none may be started, in its own', async () => {
    const env = { REAL_TIME: '1' };
    const inWorker = await read('distro,release,codename,virtual,nodeVersion', 'hold', { env });
    const inOwn = await read('distro,release,codename,virtual,nodeVersion', 'hold', {
      env,
      node: [...threads, '--allow-child-process'],
    });
    expect(JSON.parse(inOwn.stdout)).toEqual(JSON.parse(inWorker.stdout));
    expect(JSON.parse(inWorker.stdout)).toMatchObject({ nodeVersion: process.version });
    expect(inWorker.stderr).toBe('');
  }, 60_000);

  it('has null for what needs commands where it may run none, and goes on', async () => {
    const { stdout } = await read('distro,virtual,cpuCount', 'hold', { node: threads });
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
    expect(await read('distro,virtual')).toEqual({ stdout: '', stderr: '' });
  }, 60_000);

  it('loads nothing into the thread that it preloads itself', async () => {
    const directory = await temporaryDirectory();
    const [preload, seen] = [join(directory, 'preload.cjs'), join(directory, 'seen')];
    const note = `require('fs').appendFileSync(${JSON.stringify(seen)}, require('worker_threads').isMainThread ? 'm' : 't')`;
    await writeFile(preload, note);
    const quotedPath = JSON.stringify(preload);
    await read('distro', 'hold', { env: { NODE_OPTIONS: `--require=${quotedPath}`, REAL_TIME: '1' } });
    await read('distro', 'hold', { node: ['--require', preload], env: { REAL_TIME: '1' } });
    expect(await readFile(seen, 'utf8')).toBe('mm');
  }, 60_000);
});

describe.runIf(process.platform === 'linux')('commands', () => {
  it('do not stop the loop of the process while they run', async () => {
    const sign = join(await temporaryDirectory(), 'the-loop-turns');
    // It ends when the process has seen that it began, or after half a minute.
    const script = `touch '${sign}.asked'; for _ in $(seq 1500); do [ -e '${sign}' ] && exit; sleep 0.02; done`;
    const waiting = await replacing(['dmesg'], script);
    const { stdout } = await read('virtual', 'hold', { env: { ...waiting, REAL_TIME: '1', SIGN: sign } });
    expect(JSON.parse(stdout)).toEqual({ virtual: expect.any(Boolean) });
  }, 60_000);

  it('that complain are not heard', async () => {
    const complaining = await replacing(['grep', 'dmesg'], 'echo "no such luck" >&2; echo "no such luck"; exit 1');
    const { stderr } = await read('virtual', 'hold', { env: { ...complaining, REAL_TIME: '1' } });
    expect(stderr).toBe('');
  }, 60_000);
});

describe.runIf(process.platform === 'linux')('commands that hang', () => {
  it('cost their own fields, and no other', async () => {
    const env = { ...(await hanging('dmidecode')), REAL_TIME: '1' };
    const { stdout, stderr } = await read('virtual,distro,cpuCount', 'hold', { env });
    const alone = await read('distro', 'hold', { env });
    expect(JSON.parse(stdout)).toEqual({ virtual: null, cpuCount: expect.any(Number), ...JSON.parse(alone.stdout) });
    expect(stderr).toBe('');
  }, 60_000);

  it('give no value where they blocked the thread and were cut short', async () => {
    const env = { ...(await hanging('dmesg')), REAL_TIME: '1' };
    const { stdout } = await read('virtual', 'hold', { env });
    expect(JSON.parse(stdout)).toEqual({ virtual: null });
  }, 60_000);

  it('do not keep the process from ending, whether they block the thread or not', async () => {
    expect(await read('virtual', undefined, { env: await hanging('dmidecode') })).toEqual({ stdout: '', stderr: '' });
    expect(await read('virtual', 'hold', { env: await hanging('ls', 'pciconf', 'dmesg') })).toMatchObject({
      stderr: '',
    });
  }, 60_000);

  it('cost nothing where they are not run: no name is looked up', async () => {
    const env = { ...(await hanging('hostname')), REAL_TIME: '1' };
    const { stdout } = await read('distro', 'hold', { env });
    expect(JSON.parse(stdout)).not.toEqual({ distro: null });
  }, 60_000);
});
