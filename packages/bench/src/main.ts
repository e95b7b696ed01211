import { writeFileSync } from 'node:fs';
import type { Bench, Section } from './bench.ts';
import { adminPage } from './benchmarks/admin-page.ts';
import { backlog } from './benchmarks/backlog.ts';
import { callCost } from './benchmarks/call-cost.ts';
import { closing } from './benchmarks/close.ts';
import { leakGuard } from './benchmarks/leak-guard.ts';
import { loopDelay } from './benchmarks/loop-delay.ts';
import { stageByStage } from './benchmarks/stages.ts';
import { startup } from './benchmarks/startup.ts';
import { throughput } from './benchmarks/throughput.ts';
import { install } from './installed.ts';
import { machineLine } from './machine-line.ts';
import { letters, parseOptions, type Letter, type Options } from './options.ts';
import { claimsPage, sectionPage } from './page.ts';
import { startServer } from './server.ts';
import { judge } from './verdict.ts';

const benchmarks: Readonly<Record<Letter, (bench: Bench) => Promise<Section>>> = {
  a: callCost,
  b: throughput,
  c: startup,
  d: stageByStage,
  e: closing,
  f: backlog,
  g: loopDelay,
  h: leakGuard,
  i: adminPage,
};

/**
 * Measures what telemetry costs, against posthog-node. `[--only a,b] [--runs N] [--quick] [--json FILE]`.
 * Ends with 1 where an event was lost that must not be, or a run failed; not where a floor was missed.
 */
async function main(options: Options): Promise<void> {
  const machine = machineLine();
  console.log(machine);
  const installed = await install();
  const server = await startServer();
  const sections: Section[] = [];
  try {
    for (const letter of letters.filter((one) => options.only.has(one))) {
      const section = await benchmarks[letter]({ installed, server, runs: options.runs, quick: options.quick });
      sections.push(section);
      console.log(sectionPage(section));
    }
  } finally {
    server.stop();
    installed.remove();
  }
  console.log(claimsPage(sections, options.quick));
  const faults = sections.flatMap((section) => section.faults);
  for (const fault of faults) console.error(`FAILED ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log('Every event that had to arrive did, once; every process did what was measured of it.');
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify(asJson(machine, options, sections), null, 2)}\n`);
}

const asJson = (machine: string, { quick }: Options, sections: readonly Section[]): object => ({
  machine,
  quick,
  claims: sections.flatMap(({ claims }) => claims.map(judge)),
  figures: Object.assign({}, ...sections.map(({ figures }) => figures)),
  faults: sections.flatMap(({ faults }) => faults),
});

await main(parseOptions(process.argv.slice(2)));
