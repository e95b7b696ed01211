/** What was said of a text. */
export type LeakVerdict = readonly string[];

/** Verdicts of late, by text. */
export interface RecentVerdicts {
  get(text: string): LeakVerdict | undefined;
  set(text: string, verdict: LeakVerdict): void;
}

/** Remembers at least the last so many that were asked for, at most twice as many. */
export function recentVerdicts(most: number): RecentVerdicts {
  let young = new Map<string, LeakVerdict>();
  let old = young;

  function set(text: string, verdict: LeakVerdict): void {
    if (young.size >= most) [old, young] = [young, new Map<string, LeakVerdict>()];
    young.set(text, verdict);
  }

  return {
    get: (text) => {
      const known = young.get(text);
      if (known !== undefined) return known;
      const older = old.get(text);
      if (older !== undefined) set(text, older);
      return older;
    },
    set,
  };
}
