import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { within } from '../../src/lifecycle/within.ts';
import { held } from '../../src/surroundings/held.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';

const never = new Promise<never>(() => {});
const timers = (): number => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;

describe('work within a time', () => {
  it('is in time when it ends, however it ends', async () => {
    expect(await within(60_000, Promise.resolve())).toBe(true);
    expect(await within(60_000, Promise.reject(new Error('broken')))).toBe(true);
  });

  it('is late when it does not', async () => {
    expect(await within(1, never)).toBe(false);
    expect(await within(-1, never)).toBe(false);
  });

  it('may break when nobody waits for it any more', async () => {
    let reject = (_: Error): void => {};
    expect(await within(1, new Promise((_, refuse) => (reject = refuse)))).toBe(false);
    reject(new Error('late'));
    await new Promise((resolve) => void setImmediate(resolve));
  });

  it('leaves no timer', async () => {
    const before = timers();
    await Promise.all([within(60_000, Promise.resolve()), within(1, never), held(Promise.resolve())]);
    expect(timers()).toBe(before);
  });
});

describe('work that is held', () => {
  it('gives what it gives, and rejects with what it rejects', async () => {
    const before = timers();
    expect(await held(Promise.resolve(1))).toBe(1);
    await expect(held(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(timers()).toBe(before);
  });
});

/** A host that has nothing else to do than what it awaits last. */
async function run(last: string): Promise<{ code: unknown; output: string }> {
  const file = fileURLToPath(new URL('waiting-child.ts', import.meta.url));
  const decisions = join(await temporaryDirectory(), 'decisions.json');
  const child = spawn(process.execPath, [file, last, decisions], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output };
}

// Node ends with code 13 where a top-level await has nothing left that could settle it.
describe('a host whose last line awaits', () => {
  it.each([
    'close',
    'close at once',
    'close of a dispose',
    'flush',
    'start',
    'status',
    'preview',
    'off',
    'read of a config',
  ])('%s ends by itself, after that line, with code 0', async (last) => {
    expect(await run(last)).toEqual({ code: 0, output: `after ${last}\n` });
  });

  it('is not kept alive by the read of a config that nobody waits for', async () => {
    expect(await run('read of nobody')).toEqual({ code: 0, output: 'after read of nobody\n' });
  });
});
