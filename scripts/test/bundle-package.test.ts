import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundlePackage } from '../bundle-package.ts';
import { project } from './project.ts';

test('a bundled package keeps lines that can be read, and the names of its classes', async () => {
  const functions = Array.from({ length: 200 }, (_, at) => `export function one${at}(value) { return value + ${at}; }`);
  const root = project({
    'package.json': '{ "type": "module" }',
    'dist/index.js':
      "export * from './functions.js';\nexport * from './errors.js';\nexport const later = () => import('./later.js');\n",
    'dist/functions.js': functions.join('\n'),
    'dist/errors.js': `export class KettleError extends Error {}\nexport const long = '${'lid '.repeat(200)}';`,
    'dist/later.js': "import { KettleError } from './errors.js';\nexport class LidError extends KettleError {}\n",
  });
  await bundlePackage(root, { index: 'index.js' });
  const lines = globSync('dist/*.js', { cwd: root }).flatMap((file) =>
    readFileSync(join(root, file), 'utf8').split('\n'),
  );
  expect(lines.length).toBeGreaterThan(50);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(300);

  const built = (await import(pathToFileURL(join(root, 'dist/index.js')).href)) as {
    readonly KettleError: { readonly name: string };
    later(): Promise<{ readonly LidError: { readonly name: string } }>;
  };
  expect([built.KettleError.name, (await built.later()).LidError.name]).toEqual(['KettleError', 'LidError']);
});
