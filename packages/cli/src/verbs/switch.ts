import { toLine } from '@plainsight/console-sink';
import { createTelemetry, type NotSwitched, type Switched } from '@plainsight/core';
import { CliError } from '../cli-error.ts';
import { switchedPage } from '../pages/switched-page.ts';
import { withFullStop } from '../refuse-held-back.ts';
import type { Subject } from '../subject.ts';
import type { VerbCall } from '../verb.ts';

/**
 * Keeps the operator's word for on or off. With `--json` the `Switched` on one line, also where it failed: where the word is not
 * kept, with the consent of the application, which does not know of this process.
 */
export const switchTo = async (value: 'on' | 'off', { subject, json, output }: VerbCall): Promise<0> => {
  const { telemetry, options, notes } = subject;
  const switched = await (value === 'on' ? telemetry.on(options) : telemetry.off(options));
  if (json) await output.print(toLine(await asElsewhere(switched, subject)));
  if (!switched.ok) throw new CliError(1, `Failed to switch telemetry ${value}: ${reasonIn(switched)}`);
  if (!json) await output.print(switchedPage(value, switched.consent, notes, output));
  return 0;
};

/** A handle that was never told to be off sees what an application sees. */
const asElsewhere = async (switched: Switched, { telemetry: { plan }, options }: Subject): Promise<Switched> => {
  if (switched.ok || switched.kept) return switched;
  const { consent } = await createTelemetry(plan).status(options);
  return { ...switched, consent };
};

/** Where another place wins, what to do: nothing but to change that place. */
const reasonIn = ({ reason, consent, kept }: NotSwitched): string => {
  if (reason !== consent.reason) return reason;
  const wish = kept ? ` The wish is kept, and holds once ${consent.decidedBy} says so no longer.` : '';
  return `it is ${withFullStop(reason)}${wish}`;
};
