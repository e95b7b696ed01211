/** Says that a function of the maintainer's threw, and of what kind. Not its message: that can hold what is never shown. */
export const failureOf = (what: string, error: unknown): string => `its ${what} threw ${kindOf(error)}`;

/** A name that is none, or a getter that throws in its turn, is not shown either. */
function kindOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return 'something that is no error';
    return `(${/^\w{1,60}$/.test(error.name) ? error.name : 'Error'})`;
  } catch {
    return 'something that cannot be read';
  }
}
