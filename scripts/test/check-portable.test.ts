import { describe, expect, test } from 'vitest';
import { machineTraces } from '../portable/machine-traces.ts';
import { project, runScript } from './project.ts';

const here = { root: '/build/agent/plainsight', home: '/var/people/ada' };
const host = ['registry', 'npmjs', 'org'].join('.');
const home = ['', 'home', 'grace', 'src'].join('/');

describe('check-portable', () => {
  test.for([
    ['a registry host', 'a.md', `see https://${host}/rxjs`],
    ['a registry host of a company', 'a.md', `${['npm', 'intranet', 'com'].join('.')}/rxjs`],
    ['a registry setting', '.npmrc', ['registry', 'https://a.example/'].join('=')],
    ['a token', '.npmrc', `//a.example/:${['_authToken', 'abc'].join('=')}`],
    ['a home directory', 'a.ts', `const path = '${home}';`],
    ['a home directory of macOS', 'a.ts', `cd ${['', 'Users', 'grace', 'src'].join('/')}`],
    ['a home directory of Windows', 'a.ts', ['C:', 'Users', 'grace'].join('\\')],
    ['the home of root', 'a.ts', `"${['', 'root', '.cache'].join('/')}"`],
    ['the place of the checkout', 'a.ts', `'${here.root}/packages'`],
    ['the home of who checks', 'a.ts', `'${here.home}/x'`],
    ['an address in the lock file', 'pnpm-lock.yaml', '  resolution: {tarball: https://a.example/rxjs.tgz}'],
  ] as const)('finds %s', ([, file, text]) => {
    expect(machineTraces(file, `first\n${text}\nlast`, here)).toMatchObject([{ file, line: 2 }]);
  });

  test.for([
    'https://eu.i.posthog.com',
    'npm.example.com',
    "mkdtemp(join(tmpdir(), 'plainsight-'))",
    '/home/ada/.config and /Users/you/Library',
    'packages/core/src/index.ts',
    './build/agent/plainsight',
    'the npm registry, and registry.ts',
  ])('leaves %s alone', (text) => {
    expect(machineTraces('a.ts', text, here)).toEqual([]);
  });

  test('ends with 1 and names the line', () => {
    const root = project({ 'README.md': `one\n${home}\n`, 'packages/a.ts': 'export {};\n' });
    const { code, said } = runScript('check-portable.ts', root);
    expect(said).toBe('README.md:2: a home directory\n2 files searched: 1 lines are bound to a machine.\n');
    expect(code).toBe(1);
  });
});
