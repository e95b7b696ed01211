import type { HeldDirectory } from './held-directory.ts';
import type { PathStep } from './path-walk.ts';

// What other packages need of the three, loaded when it is first needed: telemetry that is off loads none of it.

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
