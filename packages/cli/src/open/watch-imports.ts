import module from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reasonOf } from '@plainsight/core';
import type { ImportOf } from './code-places.ts';

/** Says why an import may not be loaded; `null` where it may. `real`: the file that Node found for it; `null` for none. */
export type Refuse = (asked: ImportOf, real: string | null) => Error | null;

/**
 * From now on asks about each import of a module, and of what that one imports, when Node has resolved it and before it is loaded:
 * `import`, `import()` and `require` alike. Imports of other modules are not asked about, nor is anything where a runtime other
 * than Node has no such hooks.
 */
export const watchImports = (entry: string, refuse: Refuse): void => {
  const reached = new Set([entry]);
  const hooks: Partial<Pick<typeof module, 'registerHooks'>> = module;
  hooks.registerHooks?.({
    resolve: (specifier, context, next) => {
      const { parentURL = '', conditions } = context;
      if (!reached.has(keyOf(parentURL))) return next(specifier, context);
      const { found, error } = attempt(() => next(specifier, context));
      const url = found?.url ?? (URL.canParse(specifier) ? specifier : null);
      // What is part of Node, or stands in the specifier itself, comes from no place. Nor does what Node cannot load.
      if (url === null || isFile(url)) {
        const asked = {
          specifier,
          importer: isFile(parentURL) ? keyOf(parentURL) : null,
          path: pathOf(specifier, parentURL, conditions.includes('import')),
        };
        const refused = refuse(asked, found === null ? null : keyOf(found.url));
        if (refused !== null) throw found === null ? alsoMissing(refused, error) : refused;
      }
      if (found === null) throw withoutUs(error);
      reached.add(keyOf(found.url));
      return found;
    },
  });
};

const isFile = (url: string): boolean => url.startsWith('file:');

/** A file by its path: `require` knows nothing of a query. */
const keyOf = (url: string): string => (isFile(url) ? fileURLToPath(url) : url);

/** What a specifier of a file stands for; `null` for one of a package. */
const pathOf = (specifier: string, parentURL: string, isUrl: boolean): string | null => {
  if (isFile(specifier)) return fileURLToPath(specifier);
  if (!/^(?:\/|\.\.?(?:\/|$))/u.test(specifier) || !isFile(parentURL)) return null;
  return isUrl ? fileURLToPath(new URL(specifier, parentURL)) : resolve(dirname(fileURLToPath(parentURL)), specifier);
};

type Attempt<T> = { readonly found: T; readonly error?: never } | { readonly found: null; readonly error: unknown };

const attempt = <T>(act: () => T): Attempt<T> => {
  try {
    return { found: act() };
  } catch (error) {
    return { found: null, error };
  }
};

/** An error arises in the module that imports, and not here. */
const withoutUs = (error: unknown): unknown => {
  if (error instanceof Error && error.stack !== undefined) {
    const lines = error.stack.split('\n').filter((line) => !line.includes(import.meta.url));
    error.stack = lines.join('\n');
  }
  return error;
};

/** With the code of Node's own error: whoever asks for what may be missing goes by it. */
const alsoMissing = (refused: Error, error: unknown): Error =>
  Object.assign(refused, {
    message: `${reasonOf(error)}: ${refused.message}`,
    code: typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined,
  });
