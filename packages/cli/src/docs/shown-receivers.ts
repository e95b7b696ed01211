import { sinksOfProduction, type PlanDescription, type Sink } from '@plainsight/core';
import { jsonOf } from './json-of.ts';
import type { ShownReceiver } from './page-about.ts';
import { unsentFields } from './unsent-fields.ts';

/** The receivers of production, whatever this environment is, each with its message of the plan's sample. */
export const shownReceivers = async (
  description: PlanDescription,
  sinks: readonly Sink[] | undefined,
): Promise<readonly ShownReceiver[] | null> => {
  if (sinks === undefined) return null;
  const sample = description.events.find((event) => event.sample !== null)?.sample ?? null;
  return Promise.all(
    sinksOfProduction(sinks).map(async (sink): Promise<ShownReceiver> => ({
      receiver: sink.receiver,
      dryRun: sink.dryRun ?? false,
      adds: sink.adds ?? [],
      keys: sink.keys ?? null,
      probe: sink.probe === undefined ? null : (sink.probeRequest ?? 'not described'),
      unsent: await unsentFields(description, sink),
      message: sample === null || sink.message === undefined ? null : jsonOf(await sink.message([sample])),
    })),
  );
};
