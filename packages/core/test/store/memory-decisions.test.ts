import { describe, expect, it } from 'vitest';
import { memoryDecisions } from '../../src/store/memory-decisions.ts';
import { decisionsContract } from '../../src/testing/index.ts';

decisionsContract(
  { describe, it },
  { name: 'memoryDecisions', lasting: false, create: () => ({ decisions: memoryDecisions() }) },
);

describe('memoryDecisions', () => {
  it('begin with what they are given', async () => {
    expect(await memoryDecisions({ acceptedVersion: 2 }).read()).toEqual({ acceptedVersion: 2 });
  });

  it('do not change with what was given or handed out', async () => {
    const lastSlots = { report: 1 };
    const decisions = memoryDecisions({ lastSlots });
    lastSlots.report = 2;
    Object.assign((await decisions.read()).lastSlots ?? {}, { report: 3 });
    expect(await decisions.read()).toEqual({ lastSlots: { report: 1 } });
  });
});
