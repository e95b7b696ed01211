import type { Stats } from 'node:fs';
import { lstat, readlink, stat } from 'node:fs/promises';
import { isAbsolute, join, parse, resolve } from 'node:path';
import { codeOf } from './error-code.ts';

/** Something that a path leads through: a directory, a symbolic link, or what it ends at. */
export interface PathStep {
  readonly path: string;
  /** Of the link itself, where it is one. */
  readonly stats: Stats;
}

/** Where a path leads. */
export interface PathWalk {
  /** Without symbolic links. What is missing keeps its name. */
  readonly real: string;
  /** All that exists on the way and that this process may look at, from the root down. */
  readonly steps: readonly PathStep[];
}

/** Most links on one path, as Linux counts them (path_resolution(7)). */
const mostLinks = 40;

/** Follows a path link by link, as the system does. Rejects with the system's error where that is not possible. */
export async function walkPath(path: string): Promise<PathWalk> {
  const { root } = parse(resolve(path));
  const left = namesIn(resolve(path));
  const steps: PathStep[] = [];
  const top = await look(root);
  if (typeof top === 'object') steps.push({ path: root, stats: top });
  let at = root;
  let links = 0;
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    const next = join(at, name);
    const stats = await look(next);
    if (stats === 'missing') return { real: join(next, ...left), steps };
    if (stats !== 'hidden') steps.push({ path: next, stats });
    if (stats !== 'hidden' && stats.isSymbolicLink()) {
      links += 1;
      if (links > mostLinks) await stat(path); // rejects with ELOOP
      if (links > mostLinks) throw new Error(`${path} has more than ${mostLinks} symbolic links`);
      const target = await readlink(next);
      if (isAbsolute(target)) at = root;
      left.unshift(...namesIn(target));
    } else {
      at = next;
    }
  }
  return { real: at, steps };
}

const namesIn = (path: string): string[] => path.split('/').filter((name) => name !== '' && name !== '.');

/** What is there. `hidden`: Node's permission model, or Deno's, lets this process not look, and so it is taken as no link. */
const look = (path: string): Promise<Stats | 'missing' | 'hidden'> =>
  lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return 'missing';
    if (codeOf(error) === 'ERR_ACCESS_DENIED' || (error instanceof Error && error.name === 'NotCapable'))
      return 'hidden';
    throw error;
  });
