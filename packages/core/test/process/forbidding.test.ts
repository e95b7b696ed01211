import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const host = fileURLToPath(new URL('fixtures/forbidding-host.ts', import.meta.url));
const seenIn = async (...flags: readonly string[]): Promise<object> => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, host], { timeout: 20_000 });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as object;
};

const expected = {
  arrived: ['boiled', 'boiled', 'kettle report'],
  reasons: ['litres must be number', 'more is not in the plan', 'is no event of the plan'],
  preview: ['kettle report'],
  notes: [],
  lines: [],
  problems: [],
  dropped: 0,
};

it('a process that forbids generated code checks, delivers and previews as any other, and says how', async () => {
  expect(await seenIn()).toEqual(expected);
  expect(await seenIn('--disallow-code-generation-from-strings')).toEqual({
    ...expected,
    lines: [
      'Telemetry: events are checked without generated code: Code generation from strings disallowed for this context.',
    ],
  });
});
