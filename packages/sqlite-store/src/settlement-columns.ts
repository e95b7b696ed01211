import type { Settlement } from '@plainsight/core';

/** What became of records, in columns: a batch of a thousand has mostly one outcome, and that is passed on once. */
export interface SettlementColumns {
  readonly positions: Float64Array;
  /** Which of `outcomes`. */
  readonly which: Uint16Array;
  readonly outcomes: readonly Omit<Settlement, 'position'>[];
}

export function columnsOfSettlements(settlements: readonly Settlement[]): SettlementColumns {
  const outcomes: Omit<Settlement, 'position'>[] = [];
  const which = new Uint16Array(settlements.length);
  for (const [index, { position: _, ...outcome }] of settlements.entries()) {
    const last = outcomes.at(-1);
    if (last === undefined || !isSame(last, outcome)) outcomes.push(outcome);
    which[index] = outcomes.length - 1;
  }
  return { positions: Float64Array.from(settlements, ({ position }) => position), which, outcomes };
}

export const settlementsOf = ({ positions, which, outcomes }: SettlementColumns): readonly Settlement[] =>
  Array.from(positions, (position, index) => ({ status: 'retry', ...outcomes[which[index] ?? 0], position }));

const isSame = (one: Omit<Settlement, 'position'>, other: Omit<Settlement, 'position'>): boolean =>
  one.status === other.status && one.why === other.why && one.receipt === other.receipt;
