import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isWithin } from './code-trust.ts';

/** A path that decides which code runs. */
export interface CodePlace {
  readonly path: string;
  /** The folder that somebody names who trusts it. */
  readonly folder: string;
  /** What else there is to do than to take the right to change it away: the beginning of a sentence. */
  readonly instead?: string;
}

/** An import, as a module has it. */
export interface ImportOf {
  readonly specifier: string;
  /** The path of that module, without links; `null` for a module that is no file. */
  readonly importer: string | null;
  /** The path that it stands for, links included; `null` for a package. */
  readonly path: string | null;
}

/** What decides on a module that is named itself. */
export const entryPlaces = (path: string, real: string): readonly CodePlace[] => [
  { path, folder: dirname(real) },
  ...modulePlaces(real),
];

/** What decides on an import. `real`: the path that Node found for it, without links; `null` where it found none. */
export function* importPlaces(asked: ImportOf, real: string | null): Generator<CodePlace> {
  if (asked.path !== null) yield { path: asked.path, folder: dirname(asked.path) };
  else if (asked.importer !== null) yield* packagePlaces(asked.specifier, asked.importer, real);
  if (real !== null) yield* modulePlaces(real);
}

/** The module itself, and the `package.json` by which Node reads it. */
const modulePlaces = (real: string): readonly CodePlace[] => {
  const folder = dirname(real);
  const scope = scopeOf(folder);
  const instead = `Put a package.json into ${folder}`;
  return [{ path: real, folder }, ...(scope === null ? [] : [{ path: scope, folder, instead }])];
};

/**
 * Each folder in which Node looks for a package, from the importing module up, to the one where it is; all of them where it is nowhere.
 * What a package has of its own (`#name`, its own name) is looked for in no other place.
 * Source: https://nodejs.org/api/esm.html#resolution-algorithm-specification.
 */
function* packagePlaces(specifier: string, importer: string, real: string | null): Generator<CodePlace> {
  const name = specifier.startsWith('#') ? '' : (/^(?:@[^/]*\/)?[^/]*/u.exec(specifier)?.[0] ?? specifier);
  if (real !== null && isOwn(name, dirname(importer), real)) return;
  for (const above of foldersFrom(dirname(importer))) {
    const folder = join(above, 'node_modules');
    const path = join(folder, name);
    yield { path, folder, instead: `Install it nearer to that module` };
    if (real !== null && holds(path, real)) return;
  }
}

const isOwn = (name: string, folder: string, real: string): boolean => {
  const scope = scopeOf(folder);
  if (scope === null || !isWithin(dirname(scope), real)) return false;
  return name === '' || exportsOwn(scope, name);
};

const exportsOwn = (scope: string, name: string): boolean => {
  try {
    const content: unknown = JSON.parse(readFileSync(scope, 'utf8'));
    return (
      typeof content === 'object' && content !== null && 'exports' in content && Reflect.get(content, 'name') === name
    );
  } catch {
    return false;
  }
};

/** A package is a folder, often a link to one, or with `require` a file such as `name.js`. */
const holds = (path: string, real: string): boolean => {
  const at = existsSync(path) ? realpathSync(path) : path;
  return isWithin(at, real) || real.startsWith(`${at}.`);
};

/** The nearest `package.json`; `null` where there is none. */
const scopeOf = (folder: string): string | null => {
  for (const above of foldersFrom(folder)) {
    if (basename(above) === 'node_modules') return null;
    const path = join(above, 'package.json');
    if (existsSync(path)) return path;
  }
  return null;
};

/** A folder and those above it, up to the root. */
function* foldersFrom(folder: string): Generator<string> {
  yield folder;
  if (folder !== dirname(folder)) yield* foldersFrom(dirname(folder));
}
