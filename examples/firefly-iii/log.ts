const line = (level: string) => (message: string) =>
  void process.stderr.write(
    `[${new Date().toISOString().slice(0, 19).replace('T', ' ')}] local.${level}: ${message}\n`,
  );

/** The log of the host. */
export const log = { info: line('INFO'), warn: line('WARNING'), error: line('ERROR') };
