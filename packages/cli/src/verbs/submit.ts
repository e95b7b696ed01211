import { toLine } from '@plainsight/console-sink';
import { Option } from 'commander';
import { CliError } from '../cli-error.ts';
import { isGiven } from '../given.ts';
import { submissionPage } from '../pages/submission-page.ts';
import { numeral } from '../pages/words.ts';
import type { Verb } from '../verb.ts';

/** Sends now what waits. With `--json` the `Submission` on one line. */
export const submit: Verb = {
  name: 'submit',
  summary: 'send what waits, now',
  details: 'Where telemetry is off, nothing is sent.',
  options: [new Option('--if-due', 'only what is due, and say nothing where nothing is: for cron')],
  needs: { config: 'consent', store: 'records', sinks: true },
  run: async ({ subject: { telemetry, options }, json, given, output }) => {
    const ifDue = isGiven(given, 'ifDue');
    const submission = await telemetry.submit(
      {
        ifDue,
        onProgress: ({ done, waiting }) =>
          output.progress.show(`Sending: ${numeral(done)} done, ${numeral(waiting)} waiting`),
      },
      options,
    );
    const { result, reason } = submission;
    const idle = result === 'nothing' || result === 'off';
    if (json) await output.print(toLine(submission));
    else if (!(ifDue && idle)) await output.print(submissionPage(submission, output));
    if (result === 'failed') throw new CliError(1, `Failed to submit: ${reason}`);
    return 0;
  },
};
