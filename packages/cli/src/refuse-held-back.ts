import type { Consent } from '@plainsight/core';
import { CliError } from './cli-error.ts';

/** Fails where decisions or the config could not be read: what was printed is then not the whole of it. */
export const refuseHeldBack = ({ heldBack, reason }: Consent, does: string): void => {
  if (heldBack) throw new CliError(1, `Failed to ${does}: telemetry is ${withFullStop(reason)}`);
};

/** A reason may end with what to do. */
export const withFullStop = (reason: string): string => (/[.!?…]$/u.test(reason) ? reason : `${reason}.`);
