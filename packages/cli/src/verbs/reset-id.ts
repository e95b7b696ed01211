import { toLine } from '@plainsight/console-sink';
import { resetPage } from '../pages/reset-page.ts';
import type { Verb } from '../verb.ts';

/** Makes a new identity. With `--json` `{"id","before"}` on one line. */
export const resetId: Verb = {
  name: 'reset-id',
  summary: 'take a new id, so that past and future cannot be linked',
  does: 'reset the id',
  needs: { store: 'decisions' },
  run: async ({ subject: { telemetry, options }, json, output }) => {
    const { id: before } = await telemetry.status(options);
    const { id } = await telemetry.resetIdentity(options);
    const { contact } = telemetry.plan.maintainer;
    await output.print(json ? toLine({ id, before }) : resetPage({ id, before, contact }, output));
    return 0;
  },
};
