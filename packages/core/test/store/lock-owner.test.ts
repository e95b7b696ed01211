import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isDead, lockOwner } from '../../src/store/lock-owner.ts';
import { manualClock } from '../../src/testing/index.ts';

describe('the owner of a lock', () => {
  it('says nothing of the machine, and nothing that two locks of it have in common', async () => {
    const [one, other] = [await lockOwner(manualClock()), await lockOwner(manualClock())];
    expect(one).toMatchObject({ pid: process.pid, pidSpace: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(other.pidSpace).not.toBe(one.pidSpace);
    expect(JSON.stringify(one)).not.toContain(`"${hostname()}"`);
  });

  it('is known to be dead here, and nowhere else', async () => {
    const owner = await lockOwner(manualClock());
    // The largest pid that a system may be set to give, and none gives by itself.
    const gone = { ...owner, pid: 2 ** 22 };
    expect(await isDead(gone)).toBe(true);
    expect(await isDead({ ...gone, token: '0'.repeat(16) })).toBe(false);
    expect(await isDead({ ...gone, pidSpace: 'of another container' })).toBe(false);
    expect(await isDead(owner)).toBe(false);
  });
});
