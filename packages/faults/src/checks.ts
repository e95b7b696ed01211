/** Collects what is broken: a scenario goes on, so that all of it is told. */
export interface Checks {
  readonly broken: readonly string[];
  must(holds: boolean, what: string): void;
}

/** Of the same sentence, so many are told. */
const mostOfAKind = 5;

export function checks(): Checks {
  const broken: string[] = [];
  const kinds = new Map<string, number>();
  return {
    broken,
    must: (holds, what) => {
      if (holds) return;
      const kind = kindOf(what);
      const alike = (kinds.get(kind) ?? 0) + 1;
      kinds.set(kind, alike);
      if (alike <= mostOfAKind) broken.push(what);
    },
  };
}

/** The sentence without what is of one event. */
const kindOf = (what: string): string => what.replaceAll(/[0-9a-f-]*[0-9][0-9a-f-]*/g, '');
