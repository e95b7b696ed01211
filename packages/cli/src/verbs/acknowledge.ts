import { toLine } from '@plainsight/console-sink';
import { acknowledgedPage } from '../pages/acknowledged-page.ts';
import type { Verb } from '../verb.ts';

/** Accepts the plan as it is now. With `--json` the `Acknowledged` on one line. */
export const acknowledge: Verb = {
  name: 'acknowledge',
  summary: 'accept what is new in the plan, and do not wait any longer',
  details: 'What is new is collected from then on; status shows before what that is.',
  needs: { store: 'decisions' },
  run: async ({ subject: { telemetry, options }, json, output }) => {
    const done = await telemetry.acknowledge(options);
    const { consent } = await telemetry.status(options);
    await output.print(json ? toLine(done) : acknowledgedPage(done, consent, output));
    return 0;
  },
};
