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
  /** All that exists on the way, from the root down. */
  readonly steps: readonly PathStep[];
}

/** Most links on one path, as Linux counts them (path_resolution(7)). */
const mostLinks = 40;

/** Follows a path link by link, as the system does. Rejects with the system's error where that is not possible. */
export async function walkPath(path: string): Promise<PathWalk> {
  const { root } = parse(resolve(path));
  const left = namesIn(resolve(path));
  const steps: PathStep[] = [{ path: root, stats: await lstat(root) }];
  let at = root;
  let links = 0;
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    const next = join(at, name);
    const stats = await lstat(next).catch(unlessMissing);
    if (stats === null) return { real: join(next, ...left), steps };
    steps.push({ path: next, stats });
    if (stats.isSymbolicLink()) {
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

function unlessMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}
