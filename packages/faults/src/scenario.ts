import type { Server } from './server.ts';

/** What a scenario works with. */
export interface Rig {
  readonly server: Server;
  readonly kills: number;
  readonly seed: number;
  readonly quick: boolean;
  /** A new, empty folder, which goes with the run. */
  folder(): string;
}

/** What a scenario found. */
export interface Found {
  /** What was done and counted, by name. */
  readonly counted: Readonly<Record<string, number | string>>;
  /** One sentence for each promise that was broken. */
  readonly broken: readonly string[];
}

/** Something that happens to software, and what plainsight promises for it. */
export type Scenario = (rig: Rig) => Promise<Found>;
