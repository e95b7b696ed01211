import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { planValidatorSource } from '../../scripts/plan-validator.ts';

const validator = new URL('../../src/plan/plan-validator.generated.ts', import.meta.url);

describe('the plan validator', () => {
  test('is what its schemas generate', async () => {
    expect(await readFile(validator, 'utf8')).toBe(planValidatorSource());
  });

  test('needs no module at run time', async () => {
    const source = await readFile(validator, 'utf8');
    expect(source).not.toMatch(/\brequire\(|^import (?!type )/m);
  });

  test('lets a plan be defined without AJV, or any other package, being loaded', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('define-plan-child.ts', import.meta.url)),
    ]);
    expect(JSON.parse(stdout)).toEqual({ defined: 'kettle', packages: [] });
  });
});
