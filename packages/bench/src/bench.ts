import type { Installed } from './installed.ts';
import type { Server } from './server.ts';
import type { Claim } from './verdict.ts';

/** What a benchmark works with. */
export interface Bench {
  readonly installed: Installed;
  readonly server: Server;
  /** Pairs of runs. */
  readonly runs: number;
  readonly quick: boolean;
}

/** What a benchmark found. */
export interface Section {
  readonly title: string;
  /** What was measured, and how. */
  readonly notes: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly claims: readonly Claim[];
  /** What went wrong, as events that were lost: the whole run fails with these. */
  readonly faults: readonly string[];
  /** Every figure of every run, by what it is of. */
  readonly figures: Readonly<Record<string, readonly number[]>>;
}
