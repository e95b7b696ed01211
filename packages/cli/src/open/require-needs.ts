import { wrongUse } from '../cli-error.ts';
import type { Subject } from '../subject.ts';
import type { Verb } from '../verb.ts';

/**
 * Rejects with wrong use where a store or sinks that a verb needs are not known. A handle that the host started has its
 * own, whatever the command line was given.
 */
export const requireNeeds = async (subject: Subject, { name, does = name, needs = {} }: Verb): Promise<void> => {
  const { telemetry, options, waysOut } = subject;
  const refused = (reason: string, wayOut: string) => wrongUse(`Failed to ${does}: ${reason}. ${wayOut}`);
  const wantsStore = needs.store !== undefined && options.store === undefined;
  const wantsSinks = needs.sinks === true && options.sinks === undefined;
  const wantsPlace = needs.store === 'decisions' && options.store?.decisions?.lasting !== true;
  if (!wantsStore && !wantsSinks && !wantsPlace) return;

  const { state, store, sinks } = await telemetry.status(options);
  if (state === 'on' || state === 'off') return;
  if (needs.store !== undefined && store === null) throw refused('no store is known here', waysOut.store);
  if (wantsPlace && (store?.decisions ?? null) === null) {
    throw refused(`the store ${store?.place ?? ''} has no place where a decision would last`, waysOut.store);
  }
  if (needs.sinks === true && sinks.length === 0) throw refused('no sinks are known here', waysOut.sinks);
};
