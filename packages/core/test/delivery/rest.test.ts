import { expect, it, vi } from 'vitest';
import { rest } from '../../src/delivery/rest.ts';
import { manualClock } from '../../src/testing/index.ts';

it('ends where the global timers are numbers that never fire, and the clock stands still', async () => {
  vi.stubGlobal('setTimeout', () => 1);
  await expect(rest(1, manualClock(0), new AbortController().signal)).resolves.toBeUndefined();
});
