import { describe, expect, test } from 'vitest';
import { project, runScript } from './project.ts';

/** A workspace of three packages and an example, with these files besides. */
const workspace = (files: Readonly<Record<string, string>>): string =>
  project({
    'packages/core/package.json': '{ "name": "@plainsight/core" }',
    'packages/core/src/index.ts': "export { fold } from './pipeline/fold.ts';",
    'packages/core/src/errors.ts': 'export class PlanError extends Error {}',
    'packages/core/src/plan/plan.ts': "import { PlanError } from '../errors.ts';\nexport type Plan = PlanError;",
    'packages/core/src/pipeline/fold.ts':
      "import type { Plan } from '../plan/plan.ts';\nexport const fold = (p: Plan) => p;",
    'packages/core/src/pipeline/derive.ts': "import type { fold } from './fold.ts';\nexport type Derive = typeof fold;",
    'packages/core/src/telemetry.ts': "export const run = () => loadPackage('ajv', import('ajv'), ['Ajv']);",
    'packages/console-sink/package.json': '{ "name": "@plainsight/console-sink" }',
    'packages/console-sink/src/index.ts': "export type { Plan } from '@plainsight/core';",
    'packages/posthog-sink/package.json': '{ "name": "@plainsight/posthog-sink" }',
    'packages/posthog-sink/src/index.ts':
      "export const load = () => loadPackage('p', import('posthog-node'), ['PostHog']);",
    'examples/host/package.json': '{ "name": "host" }',
    'examples/host/main.ts': "import '@plainsight/core';\nimport '@plainsight/posthog-sink';",
    ...files,
  });

describe('check-imports', () => {
  test('is content with imports that run downstream', () => {
    const { code, said } = runScript('check-imports.ts', workspace({}));
    expect(said).toBe('Imports of 9 files checked: all run downstream.\n');
    expect(code).toBe(0);
  });

  test.for([
    ['a sink that uses another', 'packages/console-sink/src/a.ts', "import '@plainsight/posthog-sink';"],
    ['core that uses a sink', 'packages/core/src/delivery/a.ts', "export * from '@plainsight/console-sink';"],
    ['a sink that uses an example', 'packages/console-sink/src/a.ts', "import type { A } from 'host';"],
    ['a file of another package', 'examples/host/a.ts', "import '../../packages/core/src/errors.ts';"],
    ['a package without a place in the order', 'packages/new/src/a.ts', "import '@plainsight/core';"],
    ['a folder that uses a later one', 'packages/core/src/plan/a.ts', "import '../pipeline/fold.ts';"],
    ['a type of a later folder', 'packages/core/src/plan/a.ts', "import type { A } from '../pipeline/fold.ts';"],
    ['a re-export of a later folder', 'packages/core/src/plan/a.ts', "export * from '../pipeline/fold.ts';"],
    ['a later folder, dynamically', 'packages/core/src/plan/a.ts', "await import('../pipeline/fold.ts');"],
    ['an import type of a later folder', 'packages/core/src/plan/a.ts', "let a: import('../pipeline/fold.ts').A;"],
    ['a folder that uses the handle', 'packages/core/src/testing/a.ts', "import '../telemetry.ts';"],
    ['errors that use a folder', 'packages/core/src/errors.ts', "import type { Plan } from './plan/plan.ts';"],
    ['a package that a bundler may leave without members', 'packages/core/src/a.ts', "await import('yaml');"],
    ['one that is taken apart at once', 'packages/core/src/a.ts', "(await import('yaml')).parse('');"],
    ['one that is handed to another function', 'packages/core/src/a.ts', "load('yaml', import('yaml'), []);"],
    ['a folder without a place in the order', 'packages/core/src/new/a.ts', "import '../plan/plan.ts';"],
    ['a stage that calls another', 'packages/core/src/pipeline/flatten.ts', "import { fold } from './fold.ts';"],
    ['RxJS that is loaded at once', 'packages/core/src/pipeline/fold.ts', "import { scan } from 'rxjs';"],
    [
      'a client that is loaded at once',
      'packages/posthog-sink/src/index.ts',
      "import { PostHog } from 'posthog-node';",
    ],
  ] as const)('finds %s', ([, file, text]) => {
    const { code, said } = runScript('check-imports.ts', workspace({ [file]: text }));
    expect(said).toMatch(new RegExp(`^${file}:1: .*\n`));
    expect(said).toMatch(/checked: 1 do not\.\n$/);
    expect(code).toBe(1);
  });

  test('takes a package inside an example for a part of it', () => {
    const root = workspace({
      'examples/host/apps/server/package.json': '{ "name": "server" }',
      'examples/host/b.ts': "import 'server';",
      'examples/other/package.json': '{ "name": "other" }',
      'examples/other/a.ts': "import 'server';",
    });
    expect(runScript('check-imports.ts', root).said).toBe(
      'examples/other/a.ts:1: examples/other is not above examples/host\nImports of 11 files checked: 1 do not.\n',
    );
  });

  test('follows what is loaded at once through other packages', () => {
    const root = workspace({
      'packages/core/src/index.ts': "export { a } from './plan/a.ts';",
      'packages/core/src/plan/a.ts': "export { a } from './b.ts';",
      'packages/core/src/plan/b.ts': "\nimport { parse } from 'yaml';\nexport const a = parse;",
    });
    expect(runScript('check-imports.ts', root).said).toContain('packages/core/src/plan/b.ts:2: yaml is loaded');
  });

  test('leaves alone what no bundler may leave without members, and what is not published', () => {
    const root = workspace({
      'packages/core/src/a.ts':
        "await import('node:tls');\nawait import('./errors.ts');\nlet a: import('yaml').Document;",
      'packages/posthog-sink/src/a.ts': "await import('@plainsight/core');",
      'packages/posthog-sink/test/a.test.ts': "await import('posthog-node');",
    });
    expect(runScript('check-imports.ts', root)).toEqual({
      code: 0,
      said: 'Imports of 12 files checked: all run downstream.\n',
    });
  });

  test('says which file does not parse', () => {
    const { code, said } = runScript('check-imports.ts', workspace({ 'packages/core/src/a.ts': 'import from {' }));
    expect(said).toContain('packages/core/src/a.ts does not parse');
    expect(code).toBe(1);
  });
});
