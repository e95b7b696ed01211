import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string) => ({
  extends: true,
  test: { name, include: [include] },
});

export default defineConfig({
  root: import.meta.dirname,
  test: {
    // Most tests wait for processes that they start: a core that is left to the runner would stand idle.
    maxWorkers: '100%',
    // Each process loads modules anew: on two busy cores that takes its time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    setupFiles: ['scripts/fail-on-console.ts'],
    // Threads and processes that tests start strip types of the same modules again and again.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node-compile-cache') },
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
    projects: [
      project('packages', 'packages/*/test/**/*.test.ts'),
      project('examples', 'examples/*/test/**/*.test.ts'),
      project('scripts', 'scripts/test/**/*.test.ts'),
    ],
  },
});
