import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { isAbsolute, join, parse, resolve } from 'node:path';
import { codeIn } from '../errors.ts';

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
  /** The directory, without links, that lacks what is missing on the way; `null` where all is there. */
  readonly missingIn: string | null;
  /** All that exists on the way and that this process may look at, from the root down. */
  readonly steps: readonly PathStep[];
}

/** Most links on one path, as Linux counts them (path_resolution(7)). */
const mostLinks = 40;

/** Follows a path link by link, as the system does. Rejects with the system's error where that is not possible. */
export async function walkPath(path: string): Promise<PathWalk> {
  const walk = walking(path);
  let next = walk.next();
  while (next.done !== true) next = walk.next(await look(next.value));
  return next.value;
}

/** The same at once, and it throws: for code that cannot wait. */
export function walkPathSync(path: string): PathWalk {
  const walk = walking(path);
  let next = walk.next();
  while (next.done !== true) next = walk.next(lookSync(next.value));
  return next.value;
}

/** Asks what is at one path after another. */
function* walking(path: string): Generator<string, PathWalk, Seen> {
  const { root } = parse(resolve(path));
  const left = namesIn(resolve(path));
  const steps: PathStep[] = [];
  const top = yield root;
  if (typeof top === 'object') steps.push({ path: root, stats: top.stats });
  let at = root;
  let links = 0;
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    const next = join(at, name);
    const seen = yield next;
    if (seen === 'missing') return { real: join(next, ...left), missingIn: at, steps };
    if (seen !== 'hidden') steps.push({ path: next, stats: seen.stats });
    if (seen === 'hidden' || seen.target === null) {
      at = next;
      continue;
    }
    links += 1;
    if (links > mostLinks) throw tooManyLinks(path);
    if (isAbsolute(seen.target)) at = root;
    left.unshift(...namesIn(seen.target));
  }
  return { real: at, missingIn: null, steps };
}

const namesIn = (path: string): string[] => path.split('/').filter((name) => name !== '' && name !== '.');

const tooManyLinks = (path: string): Error =>
  Object.assign(new Error(`ELOOP: more than ${mostLinks} symbolic links, '${path}'`), { code: 'ELOOP' });

/** What is at a path, and where it leads if it is a link. `hidden`: this process may not look; it is taken as no link. */
type Seen = { readonly stats: Stats; readonly target: string | null } | 'missing' | 'hidden';

async function look(path: string): Promise<Seen> {
  try {
    const stats = await lstat(path);
    return { stats, target: stats.isSymbolicLink() ? await readlink(path) : null };
  } catch (error) {
    return withoutLook(error);
  }
}

function lookSync(path: string): Seen {
  try {
    const stats = lstatSync(path);
    return { stats, target: stats.isSymbolicLink() ? readlinkSync(path) : null };
  } catch (error) {
    return withoutLook(error);
  }
}

/** Node's permission model, or Deno's, may let this process not look. Throws what else went wrong. */
function withoutLook(error: unknown): 'missing' | 'hidden' {
  if (codeIn(error) === 'ENOENT' || codeIn(error) === 'ENOTDIR') return 'missing';
  if (codeIn(error) === 'ERR_ACCESS_DENIED' || (error instanceof Error && error.name === 'NotCapable')) return 'hidden';
  throw error;
}
