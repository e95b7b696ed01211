/** Says that a function of the maintainer's threw, and of what kind. Not its message: that can hold what is never shown. */
export const failureOf = (what: string, error: unknown): string =>
  `its ${what} threw ${error instanceof Error ? `(${error.name})` : 'something that is no error'}`;
