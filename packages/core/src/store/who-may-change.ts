import { walkPath, type PathStep } from './path-walk.ts';

/**
 * The first directory, link or file on the way to a path that another user than root may change, and so what is found there:
 * one of another owner, or that its group or everybody may write to. In a directory with the sticky bit, such as `/tmp`,
 * nobody can touch what is another's. `null` where there is none, and on Windows. Rejects where the path cannot be followed.
 */
export async function whoMayChange(path: string): Promise<PathStep | null> {
  if (process.geteuid === undefined) return null;
  const { steps } = await walkPath(path);
  return steps.find(isChangeable) ?? null;
}

const isChangeable = ({ stats }: PathStep): boolean => {
  if (stats.uid !== 0) return true;
  const isSticky = stats.isDirectory() && (stats.mode & 0o1000) !== 0;
  return !stats.isSymbolicLink() && !isSticky && (stats.mode & 0o022) !== 0;
};
