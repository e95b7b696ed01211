import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * What is in the project, or would be with the next commit: paths relative to the root, with `/`. Without git, all
 * files but those that are made.
 */
export function projectFiles(root: string): readonly string[] {
  if (!existsSync(join(root, '.git'))) return found(root);
  const gone = new Set(git(root, ['--deleted']));
  return git(root, ['--cached', '--others', '--exclude-standard']).filter((file) => !gone.has(file));
}

function git(root: string, args: readonly string[]): readonly string[] {
  return execFileSync('git', ['ls-files', '-z', ...args], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '');
}

function found(root: string): readonly string[] {
  const exclude = ['**/node_modules/**', '**/dist/**', '**/coverage/**', '**/*.tsbuildinfo', '**/*.tgz'];
  return globSync('**/*', { cwd: root, exclude })
    .filter((file) => statSync(join(root, file)).isFile())
    .map((file) => file.replaceAll(sep, '/'));
}
