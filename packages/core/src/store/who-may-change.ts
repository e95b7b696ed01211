import { walkPath, walkPathSync, type PathStep, type PathWalk } from './path-walk.ts';

/** Users and groups, by their ids, that may change what they like. */
export interface Trusted {
  readonly users: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
}

const rootAlone: Trusted = { users: new Set([0]), groups: new Set() };

/**
 * The first directory, link or file on the way to a path that others may change, and so what is found there: one of another owner,
 * or that its group or everybody may write to. In a directory with the sticky bit, such as `/tmp`, nobody can touch what is
 * another's, but anybody can make what is missing: where the path is missing, such a directory is what is given. `null` where
 * there is none, and on Windows. `trusted`: who is no other; root alone unless given. Rejects where the path cannot be followed.
 */
export async function whoMayChange(path: string, trusted = rootAlone): Promise<PathStep | null> {
  return process.geteuid === undefined ? null : changeable(await walkPath(path), trusted);
}

/** The same at once, and it throws: for code that cannot wait. */
export function whoMayChangeSync(path: string, trusted: Trusted): PathStep | null {
  return process.geteuid === undefined ? null : changeable(walkPathSync(path), trusted);
}

const changeable = ({ steps, missingIn }: PathWalk, trusted: Trusted): PathStep | null =>
  steps.find((step) => isChangeable(step, trusted) || (step.path === missingIn && isWritable(step, trusted))) ?? null;

function isChangeable(step: PathStep, trusted: Trusted): boolean {
  const { stats } = step;
  if (!trusted.users.has(stats.uid)) return true;
  const isSticky = stats.isDirectory() && (stats.mode & 0o1000) !== 0;
  return !stats.isSymbolicLink() && !isSticky && isWritable(step, trusted);
}

const isWritable = ({ stats: { mode, gid } }: PathStep, { groups }: Trusted): boolean =>
  (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && !groups.has(gid));
