/** What runs tests: `describe` and `it` of Vitest, Mocha, Jest or `node:test`. */
export interface Runner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, body: () => Promise<void>) => unknown;
}

/** Keeps the process alive during a test: what is tested never does, and a runner may not either. */
export async function keptAlive(test: () => Promise<void>): Promise<void> {
  const alive = setInterval(() => {}, 1000);
  try {
    await test();
  } finally {
    clearInterval(alive);
  }
}
