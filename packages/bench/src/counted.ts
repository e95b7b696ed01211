import type { Ended } from './run-child.ts';
import type { Server } from './server.ts';

/** A run with what arrived at the server by then: `arrived` events with a uuid of their own, `requests`, `wireBytes`. */
export async function counted(server: Server, run: Promise<Ended>): Promise<Ended> {
  const ended = await run;
  const { distinct, requests, distinctByName, bytes } = await server.take();
  const byName = Object.entries(distinctByName).map(([name, count]) => [`arrived ${name}`, count]);
  return {
    ...ended,
    said: { ...ended.said, arrived: distinct, requests, wireBytes: bytes, ...Object.fromEntries(byName) },
  };
}

/** One sentence for each run in which another number of events arrived than was sent. */
export function lossesOf(what: string, runs: readonly Ended[], sent: string, arrived: string): readonly string[] {
  return runs.flatMap(({ said }) => {
    const [expected = Number.NaN, found = 0] = [said[sent], said[arrived]];
    return expected === found ? [] : [`${what}: of ${expected} events, ${found} arrived.`];
  });
}
