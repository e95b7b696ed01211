/** What ends a command. `exitCode` is 1 where it failed, 2 where it was used wrongly. The message is for the operator. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** Wrong use: a file that is missing or broken, an option that contradicts another. Exit code 2. */
export const wrongUse = (message: string, cause?: unknown): CliError =>
  new CliError(2, message, cause === undefined ? {} : { cause });
