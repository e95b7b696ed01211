import { describe, expect, test } from 'vitest';
import { project, runScript } from './project.ts';

const pages = (files: Readonly<Record<string, string>>): string =>
  project({
    'package.json': '{ "scripts": { "start": "node main.ts", "check:docs": "…" } }',
    'main.ts': '',
    'packages/core/src/plan/plan.ts': '',
    'README.md':
      '# Read me\n\n```sh\nnpm start\npnpm --silent check:docs\nnpm install left-pad\nnode main.ts --help\n```\n',
    'ARCHITECTURE.md':
      '# Map\n\n`plan/plan.ts` and `packages/*/src/` of `@plainsight/core`, see [below](#what-is-below).\n\n## What is below?\n',
    'CONTRIBUTING.md': '[why](docs/decisions/README.md#decisions) and [it](./main.ts), [out](https://example.org/x)\n',
    'docs/decisions/README.md': '# Decisions\n\n[up](../../README.md)\n',
    ...files,
  });

describe('check-docs', () => {
  test('is content with pages that are true', () => {
    const { code, said } = runScript('check-docs.ts', pages({}));
    expect(said).toBe('4 pages checked: links, files and commands are there.\n');
    expect(code).toBe(0);
  });

  test.for([
    ['a link to no file', 'CONTRIBUTING.md', '[a](docs/none.md)', 'the link docs/none.md leads to no file'],
    ['a link to no heading', 'CONTRIBUTING.md', '[a](ARCHITECTURE.md#none)', 'leads to no heading'],
    ['a reference to no file', 'docs/decisions/README.md', '[a]: ./none.md', 'the link ./none.md leads to no file'],
    ['a file that the map invents', 'ARCHITECTURE.md', 'in `plan/fold.ts`', 'there is no plan/fold.ts'],
    [
      'a folder that the map invents',
      'ARCHITECTURE.md',
      '```\npackages/core/src/store/\n```',
      'there is no packages/core/src/store/',
    ],
    [
      'a script that is not there',
      'README.md',
      '```sh\npnpm --silent build\n```',
      '`pnpm build`: package.json has no script',
    ],
    ['a script named in a sentence', 'README.md', 'call `npm run lint`', '`npm run lint`: package.json has no script'],
    [
      'a program that is not there',
      'README.md',
      '```sh\n$ node other.ts\n```',
      '`node other.ts`: there is no such file',
    ],
  ] as const)('finds %s', ([, file, text, why]) => {
    const { code, said } = runScript('check-docs.ts', pages({ [file]: text }));
    expect(said).toContain(why);
    expect(said).toContain(file);
    expect(code).toBe(1);
  });

  test('misses a page that must be there', () => {
    expect(runScript('check-docs.ts', project({ 'package.json': '{}' })).said).toContain('README.md:1: is missing');
  });
});
