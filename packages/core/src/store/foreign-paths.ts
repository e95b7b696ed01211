import type { HeldDirectory } from './held-directory.ts';
import type { PathStep } from './path-walk.ts';
import type { Trusted } from './who-may-change.ts';

// What other packages need of these, loaded when it is first needed: telemetry that is off loads none of it.

/** Where a path leads, as `follow-links.ts` has it. */
export const followLinks = async (path: string): Promise<string> => {
  const loaded = await import('./follow-links.ts');
  return loaded.followLinks(path);
};

/** Holds a directory, as `held-directory.ts` has it. */
export const holdDirectory = async (path: string, how: { readonly make: boolean }): Promise<HeldDirectory> => {
  const loaded = await import('./held-directory.ts');
  return loaded.holdDirectory(path, how);
};

/** What on the way to a path another user than root may change, as `who-may-change.ts` has it. */
export const whoMayChange = async (path: string): Promise<PathStep | null> => {
  const loaded = await import('./who-may-change.ts');
  return loaded.whoMayChange(path);
};

/** What gives the same at once, for code that cannot wait, and for other users than root. */
export const whoMayChangeNow = async (): Promise<(path: string, trusted: Trusted) => PathStep | null> => {
  const loaded = await import('./who-may-change.ts');
  return loaded.whoMayChangeSync;
};
