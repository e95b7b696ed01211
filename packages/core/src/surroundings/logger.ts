/** Where plainsight says what an operator should read. Any usual logger fits: winston, pino, `console`. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** The levels of {@link Logger}. */
export type LogLevel = keyof Logger;

/** A logger that throws, or lacks a level, must not hurt the host. */
export const safeLogger = (logger: Partial<Logger> | undefined): Logger => {
  const level = (name: LogLevel) => (message: string) => {
    try {
      logger?.[name]?.(message);
    } catch {
      // the host's logger is the host's matter
    }
  };
  return { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };
};
