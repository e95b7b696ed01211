import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { codeOf } from '../../src/store/error-code.ts';

it('reads the code of an error, also where errors of Node are of another realm, as in Jest', () => {
  const foreign: unknown = runInNewContext("Object.assign(new Error('no such file'), { code: 'ENOENT' })");
  expect(foreign).not.toBeInstanceOf(Error);
  expect(codeOf(foreign)).toBe('ENOENT');
  expect(codeOf(Object.assign(new Error('no such file'), { code: 'ENOENT' }))).toBe('ENOENT');
  for (const without of [null, undefined, 'ENOENT', new Error('ENOENT'), { code: 2 }])
    expect(codeOf(without)).toBe(undefined);
});
