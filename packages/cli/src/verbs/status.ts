import { toLine } from '@plainsight/console-sink';
import { whyNoSinks } from '@plainsight/core';
import { statusPage } from '../pages/status-page.ts';
import type { Verb } from '../verb.ts';

/** Shows what is on or off and why, where it goes and how it is going. With `--json` the `Status` on one line. */
export const status: Verb = {
  name: 'status',
  summary: 'show what is on or off and why, where it goes, how it goes',
  does: 'read the status',
  run: async ({ subject: { telemetry, options, notes }, json, output }) => {
    const seen = await telemetry.status(options);
    const about = { notes, plan: telemetry.plan, noSinks: whyNoSinks(options.sinks) };
    await output.print(json ? toLine(seen) : statusPage(seen, about, output));
    return 0;
  },
};
