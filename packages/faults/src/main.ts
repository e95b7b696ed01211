import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions, type Options } from './options.ts';
import type { Found, Rig, Scenario } from './scenario.ts';
import { clock } from './scenarios/clock.ts';
import { damaged } from './scenarios/damaged.ts';
import { diskFull } from './scenarios/disk-full.ts';
import { erased } from './scenarios/erased.ts';
import { flapping } from './scenarios/flapping.ts';
import { kills } from './scenarios/kills.ts';
import { outage } from './scenarios/outage.ts';
import { processes } from './scenarios/processes.ts';
import { readOnly } from './scenarios/read-only.ts';
import { startServer } from './server.ts';
import { section } from './table.ts';

const scenarios: Readonly<Record<string, Scenario>> = {
  kills,
  'disk-full': diskFull,
  'read-only': readOnly,
  damaged,
  clock,
  processes,
  flapping,
  outage,
  erased,
};

/**
 * Hurts software that has telemetry, as machines, disks, networks and clocks do, and counts what is lost.
 * `[--only kills,clock] [--kills N] [--seed N] [--quick]`. Ends with 1 where a promise is broken.
 */
async function main({ only, kills: count, seed, quick }: Options): Promise<void> {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'plainsight-faults-'));
  const server = await startServer();
  let broken = 0;
  try {
    for (const [name, scenario] of Object.entries(scenarios)) {
      if (!only.has(name)) continue;
      const begun = performance.now();
      const folder = (): string => mkdtempSync(join(directory, `${name}-`));
      const found = await finding(scenario, { server, kills: count, seed, quick, folder });
      console.log(section(name, found, Math.round((performance.now() - begun) / 1000)));
      broken += found.broken.length;
    }
  } finally {
    server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
  console.log(broken === 0 ? 'Every promise held.' : `Broken: ${broken}.`);
  process.exitCode = broken === 0 ? 0 : 1;
}

/** A scenario that cannot go on has broken a promise, whatever the reason. */
async function finding(scenario: Scenario, rig: Rig): Promise<Found> {
  try {
    return await scenario(rig);
  } catch (error) {
    return {
      counted: {},
      broken: [`It could not go on: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
    };
  } finally {
    await rig.server.behave({ kind: 'well' });
  }
}

await main(parseOptions(process.argv.slice(2), Object.keys(scenarios)));
