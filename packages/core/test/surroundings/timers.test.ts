import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { letGo } from '../../src/surroundings/clock.ts';

const child = fileURLToPath(new URL('timers-child.ts', import.meta.url));

describe('a host whose global timers are', () => {
  it.each(['those of Node', 'numbers', 'standing still', 'missing'])(
    '%s: what it records is delivered, and it closes',
    async (kind) => {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [child, kind], { timeout: 20_000 });
      expect({ stdout, stderr }).toEqual({ stdout: '200 received\n', stderr: '' });
    },
  );
});

describe('letting go of a timer', () => {
  it.each([1, null, undefined, {}, { unref: 1 }])('passes over %j, which holds no process', (timer) => {
    expect(() => letGo(timer)).not.toThrow();
  });
});
