import { keptName, lookoutFor } from '../lifecycle/lookout.ts';
import type { GuardStatus } from '../lifecycle/options.ts';
import type { Session } from '../lifecycle/session.ts';
import { allKeptBack, toldAtStart } from '../lifecycle/told-at-start.ts';

/** What the leak guard does here. */
export interface GuardLook {
  readonly status: GuardStatus;
  /** Why all is kept back, with the way out; `null` where it is not. */
  readonly problem: string | null;
  /** The name that this instance is kept under, given the key of the installation. */
  keptName(installation: string): string;
}

/** What is looked for on this machine, and whether what the host gives to every event holds some of it. */
export async function guardLook(session: Session): Promise<GuardLook> {
  const { plan, options, instance } = session;
  const { searched, passedOver, leaks } = await lookoutFor(session);
  const { serviceVersion = '', context = {} } = options;
  const { reasons } = toldAtStart(plan, { serviceVersion, context }, leaks);
  return {
    status: { looksFor: [...new Set(searched.map(({ what }) => what))], passesOver: passedOver },
    problem: reasons.length === 0 ? null : allKeptBack(reasons),
    keptName: (installation) => keptName(instance, leaks, installation),
  };
}
