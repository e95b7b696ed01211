import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { asOwner, whoMayChangeNow, type PathStep } from '@plainsight/core';
import { entryPlaces, importPlaces, type CodePlace } from './code-places.ts';
import { codeTrust, trustVariable, type CodeTrust } from './code-trust.ts';
import { watchImports } from './watch-imports.ts';

/** Code that others have a hand in: to run it would lend them the rights of this process. */
export class ForeignCodeError extends Error {
  override readonly name = 'ForeignCodeError';
}

/**
 * The path that a module is to be loaded from, without links. Rejects with a `ForeignCodeError`, which names the way out, where
 * another user may change the module, or what leads to it: they would choose what this user runs. From then on, what it imports
 * is looked at before it is loaded, and an import fails with the same error.
 */
export const refuseForeignCode = async (path: string, env = process.env): Promise<string> => {
  const user = process.geteuid?.();
  if (user === undefined) return resolve(path);
  const real = await realpath(path);
  const [trust, mayChange] = [await codeTrust(real, user, env), await whoMayChangeNow()];

  const refusal = (place: CodePlace, as = ''): ForeignCodeError | null => {
    const step = mayChange(place.path, trust);
    return step === null ? null : new ForeignCodeError(inWords(step, place, as, trust));
  };
  for (const place of trust.trustsEntry ? [] : entryPlaces(path, real)) {
    const error = refusal(place);
    if (error !== null) throw error;
  }

  watchImports(real, (asked, found) => {
    const as = ` as "${asked.specifier}"${asked.importer === null ? '' : ` of ${asked.importer}`}`;
    for (const place of importPlaces(asked, found)) {
      const error = trust.trusts(place.folder) ? null : refusal(place, as);
      if (error !== null) return error;
    }
    return null;
  });
  return real;
};

const inWords = ({ path, stats }: PathStep, { folder, instead }: CodePlace, as: string, trust: CodeTrust): string => {
  const isForeign = !trust.users.has(stats.uid);
  const who = isForeign ? `user ${stats.uid}` : `others than ${trust.self} (mode ${(stats.mode & 0o7777).toString(8)})`;
  const mend = as === '' ? asOwner(stats.uid) : `run chown -h ${trust.user} ${path}`;
  const wayOut = instead ?? (isForeign ? mend : `run chmod go-w ${path}`);
  return (
    `this is ${trust.self}, and ${who} may change ${path}, and so what would run${as}. ` +
    `${wayOut.slice(0, 1).toUpperCase()}${wayOut.slice(1)}, or set ${trustVariable}=${folder} where you trust it.`
  );
};
