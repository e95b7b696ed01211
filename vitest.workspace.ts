import { defineConfig } from 'vitest/config';

const project = (name: string, include: string) => ({
  extends: true,
  test: { name, include: [include] },
});

export default defineConfig({
  root: import.meta.dirname,
  test: {
    // Tests start processes, each of which loads modules anew: on two busy cores that takes its time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    setupFiles: ['scripts/fail-on-console.ts'],
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
