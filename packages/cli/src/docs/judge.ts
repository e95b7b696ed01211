/** What the plan's version and `since` must be for operators to be told of what is new. Each gives a problem, or `null`. */
export interface Judge {
  version(what: string): string | null;
  addition(what: string, since: number): string | null;
  since(what: string, was: number, is: number): string | null;
}

/** Judges by the plan version that the lock has, and the one that the plan has. */
export const judge = (was: number, is: number): Judge => {
  const next = is > was ? is : was + 1;
  const version = (what: string): string | null =>
    is > was
      ? null
      : `${what} is new or of another kind, and the plan is still version ${is}: nobody would be told. Raise its version to ${next}.`;
  return {
    version,
    addition: (what, since) => {
      if (is <= was) {
        return `${what} is new or of another kind, and the plan is still version ${is}: nobody would be told. Raise its version to ${next}, and give ${what} since: ${next}.`;
      }
      return since > was
        ? null
        : `${what} has since ${since}, and came after version ${was}: nobody would be told. Give it since: ${next}.`;
    },
    since: (what, before, after) =>
      after > was && is > was
        ? null
        : `${what} came with version ${before}, and has since ${after} now. Give it since: ${before}.`,
  };
};
