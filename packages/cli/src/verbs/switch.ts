import { toLine } from '@plainsight/console-sink';
import type { Switched } from '@plainsight/core';
import { CliError } from '../cli-error.ts';
import { switchedPage } from '../pages/switched-page.ts';
import { withFullStop } from '../refuse-held-back.ts';
import type { VerbCall } from '../verb.ts';

/** Keeps the operator's word for on or off. With `--json` the `Switched` on one line, also where it failed. */
export const switchTo = async (
  value: 'on' | 'off',
  { subject: { telemetry, options, notes }, json, output }: VerbCall,
): Promise<0> => {
  const switched = await (value === 'on' ? telemetry.on(options) : telemetry.off(options));
  if (json) await output.print(toLine(switched));
  if (!switched.ok) throw new CliError(1, `Failed to switch telemetry ${value}: ${reasonIn(switched, value)}`);
  if (!json) await output.print(switchedPage(value, switched.consent, notes, output));
  return 0;
};

/** Where another place wins, what to do: nothing but to change that place. */
const reasonIn = ({ reason, consent }: Switched & { readonly ok: false }, value: 'on' | 'off'): string => {
  if (reason !== consent.reason) return reason;
  const kept = consent.places.some(({ source, says }) => source === 'operator' && says === value);
  const wish = kept ? ` The wish is kept, and holds once ${consent.decidedBy} says so no longer.` : '';
  return `it is ${withFullStop(reason)}${wish}`;
};
