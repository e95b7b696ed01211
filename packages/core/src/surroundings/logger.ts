/** Where plainsight says what an operator should read. Any usual logger fits: winston, pino, `console`. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** The levels of {@link Logger}. */
export type LogLevel = keyof Logger;

/** A logger that throws, rejects or lacks a level must not hurt the host. */
export const safeLogger = (logger: Partial<Logger> | undefined): Logger => {
  const level = (name: LogLevel) => (message: string) => {
    try {
      const said: unknown = logger?.[name]?.(message);
      if (isThenable(said)) Promise.resolve(said).catch(() => {});
    } catch {
      // the host's logger is the host's matter
    }
  };
  return { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };
};

/** One that is `async`, or ships what it is told, gives a promise although nobody waits for it. */
const isThenable = (said: unknown): said is PromiseLike<unknown> =>
  typeof said === 'object' && said !== null && 'then' in said && typeof said.then === 'function';
