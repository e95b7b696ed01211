import { toLine } from '@plainsight/console-sink';
import type { Notice } from '@plainsight/core';
import { CliError } from '../cli-error.ts';
import { acknowledgedPage } from '../pages/acknowledged-page.ts';
import type { Verb, VerbCall } from '../verb.ts';

/** Accepts the plan as it is now, whose notice was shown. With `--json` the `Acknowledged` on one line. */
export const acknowledge: Verb = {
  name: 'acknowledge',
  summary: 'accept what is new in the plan, and do not wait any longer',
  details:
    'What is new is collected from then on; status shows before what that is. Where the application has not shown the notice ' +
    'yet, it is shown here first, whole, and you are asked.',
  needs: { store: 'decisions' },
  run: async (call) => {
    const { json, output } = call;
    const { telemetry } = call.subject;
    const { command = call.called } = call.subject;
    const options = { command, ...call.subject.options };
    const notice = await telemetry.notice(options);
    if (!notice.wasShown) await showAndAsk(call, notice);
    const done = await telemetry.acknowledge(options, { isShown: !notice.wasShown });
    const { consent } = await telemetry.status(options);
    await output.print(json ? toLine(done) : acknowledgedPage(done, consent, output));
    return 0;
  },
};

/** On a terminal alone: what nobody reads is accepted by nobody. */
const showAndAsk = async ({ output }: VerbCall, { version, text }: Notice): Promise<void> => {
  if (!output.canAsk) {
    throw new CliError(
      1,
      `Failed to acknowledge: the notice of plan version ${version} was not shown yet, and there is no terminal to show it on. ` +
        'Start the application first, which shows it.',
    );
  }
  await output.complain(`${text}\n`);
  if ((await output.ask(`Accept version ${version} of this plan?`)) !== true) {
    throw new CliError(1, 'Nothing was accepted.');
  }
};
