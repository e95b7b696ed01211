import { describe, expect, it } from 'vitest';
import { safeLogger, type LogLevel } from '../../src/surroundings/logger.ts';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const all = (log: (message: string) => unknown) => ({ debug: log, info: log, warn: log, error: log });

describe('a logger of the host', () => {
  it('is told on each of its levels', () => {
    const told: string[] = [];
    const logger = safeLogger(all((message) => told.push(message)));
    for (const level of levels) logger[level](level);
    expect(told).toEqual(levels);
  });

  it.each<[string, Partial<ReturnType<typeof all>>]>([
    [
      'throws',
      all(() => {
        throw new Error('full');
      }),
    ],
    // Vitest fails a test whose process has a rejection that nobody handles.
    [
      'rejects',
      all(async () => {
        throw new Error('full');
      }),
    ],
    ['lacks a level', {}],
  ])('hurts nobody where it %s', async (_how, given) => {
    const logger = safeLogger(given);
    for (const level of levels) expect(() => logger[level]('message')).not.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
  });
});
