import { toLine } from '@plainsight/console-sink';
import { Option } from 'commander';
import { lockOption, tell } from '../docs/told.ts';
import { textOf } from '../given.ts';
import type { Verb } from '../verb.ts';
import { writeText } from '../write-text.ts';

/** Writes the page of a plan. With `--json` what the page is made of, on one line. */
export const docs: Verb = {
  name: 'docs',
  summary: 'write the page that tells all that is collected',
  does: 'write the page',
  details:
    'It goes to stdout, or to the file that --output names. It is made for production: which sinks are used here changes ' +
    'nothing of it. check --fix writes it beside the plan, together with the lock file that its history is from.',
  options: [new Option('-o, --output <file>', 'write to this file'), lockOption],
  run: async (call) => {
    const { json, given, output } = call;
    const { description, receivers, nextLock, page } = await tell(call);
    const file = textOf(given, 'output');
    if (receivers === null) await output.complain('No sinks are known here, so the page names no receiver.');
    if (json) {
      await output.print(toLine({ description, receivers, history: nextLock.history }));
    } else if (file === undefined) {
      await output.print(page.trimEnd());
    } else {
      await writeText(file, page);
      await output.complain(`Wrote ${file}.`);
    }
    return 0;
  },
};
