import { describe, expect, it } from 'vitest';
import { atExit } from '../../src/lifecycle/at-exit.ts';

describe('what is done at the end of the process', () => {
  it('takes one listener, however much there is, and none when nothing is left', () => {
    const before = process.listenerCount('exit');
    const forget = Array.from({ length: 25 }, () => atExit(() => {}));
    expect(process.listenerCount('exit')).toBe(before + 1);
    for (const one of forget) one();
    expect(process.listenerCount('exit')).toBe(before);
  });

  it('is done each for itself, whatever another of it throws', () => {
    const done: string[] = [];
    const before = process.listeners('exit');
    const forget = [
      atExit(() => {
        throw new Error('a bug');
      }),
      atExit(() => done.push('second')),
      atExit(() => done.push('taken back')),
    ];
    forget[2]?.();
    const ours = process.listeners('exit').find((listener) => !before.includes(listener));
    ours?.(0);
    expect(done).toEqual(['second']);
    for (const one of forget) one();
  });
});
