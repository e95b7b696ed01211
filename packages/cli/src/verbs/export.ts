import { toLine } from '@plainsight/console-sink';
import { Option } from 'commander';
import { passOn, passOnToFile } from '../events/write-export.ts';
import { isGiven, textOf } from '../given.ts';
import { many, numeral } from '../pages/words.ts';
import type { Verb } from '../verb.ts';

/**
 * Writes telemetry events, one line each, to be replayed elsewhere. How many is said on stderr; with `--json` as
 * `{"events","file"}`, and on stdout where that has no events on it.
 */
export const exportVerb: Verb = {
  name: 'export',
  summary: 'write what was not sent, to be sent from another machine',
  details:
    'One line of JSON a telemetry event, the oldest first, to stdout or to a file; replay sends it from elsewhere.',
  options: [
    new Option('-o, --output <file>', 'write to this file, which is made for it'),
    new Option('--all', 'all that is recorded, what was sent included'),
  ],
  needs: { store: 'records' },
  run: async ({ subject: { telemetry, options }, json, given, output, called }) => {
    const file = textOf(given, 'output');
    const events = telemetry.exportRecords({ all: isGiven(given, 'all') }, options);
    const onProgress = (done: number): void => output.progress.show(`Writing: ${numeral(done)} done`);
    const count =
      file === undefined ? await passOn(events, output.print, () => {}) : await passOnToFile(events, file, onProgress);

    if (json) {
      const summary = toLine({ events: count, file: file ?? null });
      await (file === undefined ? output.complain(summary) : output.print(summary));
      return 0;
    }
    const where = file === undefined ? '' : ` to ${file}`;
    const next =
      file === undefined || count === 0
        ? ''
        : `\nTo send them from another machine: ${called} replay ${file} --sink NAME`;
    await output.complain(`Exported ${many(count, 'telemetry event')}${where}.${next}`);
    return 0;
  },
};
