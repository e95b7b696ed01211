import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { emptyState, type State } from '../../src/pipeline/state.ts';
import type { Validated } from '../../src/pipeline/validate.ts';
import { inSlices } from '../../src/store/in-slices.ts';
import { sampleFact, withTrail } from '../../src/testing/samples.ts';

const facts = Array.from({ length: 500 }, (_, number) => sampleFact(number));

/** Keeps the order of what it ran, and says how many facts each call had. */
function runner() {
  const sizes: number[] = [];
  const run = (state: State, some: readonly Fact[]): Validated => {
    sizes.push(some.length);
    const quarantined = some.map(({ id }) => ({ uuid: id, name: '', timestamp: '', fields: [], reasons: [] }));
    return {
      state: some.reduce(withTrail, state),
      verdicts: quarantined.map((one) => ({ passed: false, quarantined: one })),
    };
  };
  return { run, sizes };
}

describe('inSlices', () => {
  it('gives what running all at once gives, in order', async () => {
    expect(await inSlices(runner().run, emptyState, facts)).toEqual(runner().run(emptyState, facts));
    expect(await inSlices(runner().run, emptyState, [])).toEqual({ state: emptyState, verdicts: [] });
  });

  it('lets the host go on between slices', async () => {
    const { run, sizes } = runner();
    const seen: number[] = [];
    let goesOn = true;
    const look = (): void => {
      seen.push(sizes.length);
      if (goesOn) setImmediate(look);
    };
    setImmediate(look);
    await inSlices(run, emptyState, facts);
    goesOn = false;
    expect(sizes.length).toBeGreaterThan(4);
    expect(new Set(seen).size).toBeGreaterThan(4);
  });

  it('gives nothing where a stage throws', async () => {
    const failing = (): never => {
      throw new Error('a bug');
    };
    expect(await inSlices(failing, emptyState, facts)).toBeNull();
  });
});
