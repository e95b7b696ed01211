import { describe, expect, it } from 'vitest';
import { startThread } from '../../src/index.ts';

/** What is told of the end of a thread of the fixtures. */
const endOf = (module: string): Promise<string | null> =>
  new Promise((resolve) => {
    const beside = new URL('fixtures/beside.ts', import.meta.url).href;
    void startThread({ beside, module, data: null, onMessage: () => {}, onEnd: resolve });
  });

describe('a thread that breaks', () => {
  it('says why, in words', async () => {
    expect(await endOf('broken-thread')).toBe('the thread has a bug');
  });
});
