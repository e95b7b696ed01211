const line = (level: string) => (message: string) =>
  void process.stderr.write(`${new Date().toISOString()} [${level}]: ${message}\n`);

/** The log of the host. */
export const log = { info: line('info'), warn: line('warn'), error: line('error') };
