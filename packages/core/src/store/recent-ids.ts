/** Ids that were seen lately: the last so many. */
export interface RecentIds {
  has(id: string): boolean;
  add(id: string): void;
  clear(): void;
}

const most = 10_000;

export function recentIds(): RecentIds {
  const ids = new Set<string>();
  return {
    has: (id) => ids.has(id),
    add: (id) => {
      ids.add(id);
      // A set gives what was added first, first.
      const { value: oldest } = ids.size > most ? ids.values().next() : {};
      if (oldest !== undefined) ids.delete(oldest);
    },
    clear: () => ids.clear(),
  };
}
