import { resolve } from 'node:path';
import { describePlan, type PlanDescription } from '@plainsight/core';
import { Option } from 'commander';
import { textOf, type Given } from '../given.ts';
import type { VerbCall } from '../verb.ts';
import { compareLocks, historyOf, type Difference } from './compare-locks.ts';
import { readLock } from './lock-file.ts';
import { lockOf, type Lock } from './lock.ts';
import type { ShownReceiver } from './page-about.ts';
import { shownReceivers } from './shown-receivers.ts';
import { telemetryPage } from './telemetry-page.ts';

/** What a plan and its lock file tell. */
export interface Told {
  readonly description: PlanDescription;
  readonly receivers: readonly ShownReceiver[] | null;
  readonly lockPath: string;
  /** As it is; `null` where there is none yet. */
  readonly lock: Lock | null;
  /** As it should be. */
  readonly nextLock: Lock;
  /** How the one is other than the other. */
  readonly differences: readonly Difference[];
  /** As it should be. */
  readonly page: string;
}

/** Names the lock file, for the verbs that read it. */
export const lockOption = new Option(
  '--lock <file>',
  'the lock file (default: telemetry.lock.json beside the plan or project)',
);

/** Describes the plan, compares it with its lock file, and makes of both what they should be. Writes nothing. */
export const tell = async ({ subject, given, called }: VerbCall): Promise<Told> => {
  const { telemetry, options, command = called } = subject;
  const lockPath = pathOf(given, 'lock', 'telemetry.lock.json', subject.folder);
  const lock = await readLock(lockPath);
  const description = await describePlan(telemetry.plan);
  const receivers = await shownReceivers(description, options.sinks);
  const now = lockOf(description, receivers?.map(({ receiver }) => receiver) ?? null, lock?.history ?? []);
  const differences = lock === null ? [] : compareLocks(lock, now, sinceIsPlans(description));
  const history = [...now.history, ...(lock === null ? [] : historyOf(differences, now.version, lock))];
  return {
    description,
    receivers,
    lockPath,
    lock,
    nextLock: { ...now, history },
    differences,
    page: telemetryPage({ description, receivers, called: command, history }),
  };
};

/** A path that an option names, or a file in the folder of the plan. */
export const pathOf = (given: Given, option: string, name: string, folder = '.'): string =>
  textOf(given, option) ?? resolve(folder, name);

/** What is plainsight's own, or the id once more, has no `since` that a plan could give. */
const sinceIsPlans = ({ common, events }: PlanDescription) => {
  const own = new Set(
    [{ name: null, fields: common }, ...events].flatMap(({ name, fields }) =>
      fields.flatMap(({ kind, origin, flat, nested }) =>
        kind === 'own' || origin.from === 'identity' ? [JSON.stringify([name, flat ?? nested?.join('.')])] : [],
      ),
    ),
  );
  return (of: string | null, field: string): boolean => !own.has(JSON.stringify([of, field]));
};
