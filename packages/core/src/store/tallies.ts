/** How often something was counted, and for which report. */
export interface TallyOf {
  readonly name: string;
  readonly scope: string;
  readonly by: number;
}

/** Adds up what is counted, by name and report. */
export interface Tallies {
  /** How many sums there are. */
  readonly size: number;
  add(name: string, scope: string, by: number): void;
  /** Gives the sums, and begins again. */
  take(): readonly TallyOf[];
}

export function tallies(): Tallies {
  let sums = new Map<string, TallyOf>();
  return {
    get size() {
      return sums.size;
    },
    add: (name, scope, by) => {
      const key = `${scope}\n${name}`;
      sums.set(key, { name, scope, by: (sums.get(key)?.by ?? 0) + by });
    },
    take: () => {
      const taken = [...sums.values()];
      sums = new Map();
      return taken;
    },
  };
}
