import { formatLine } from '@plainsight/console-sink';
import { whyNoSinks, type LookOptions } from '@plainsight/core';
import { Option } from 'commander';
import { isGiven } from '../given.ts';
import { previewPage } from '../pages/preview-page.ts';
import { refuseHeldBack } from '../refuse-held-back.ts';
import type { Verb } from '../verb.ts';

/** Shows what would be sent now. With `--json` one line a telemetry event, and nothing else. Fails where it is held back. */
export const preview: Verb = {
  name: 'preview',
  summary: 'show what would be sent; nothing is stored or sent',
  options: [new Option('--nested', 'show telemetry_json whole')],
  needs: { config: 'all' },
  run: async ({ subject: { telemetry, options, notes }, json, given, output }) => {
    const seen = await telemetry.preview(options);
    if (json) {
      await output.print(seen.events.map(formatLine).join('\n'));
      refuseHeldBack(seen.consent, 'preview');
      return 0;
    }
    const { plan } = telemetry;
    const { serviceVersion } = options;
    const configPlace = placeOf(options.config);
    const about = {
      plan,
      notes,
      noSinks: whyNoSinks(options.sinks),
      ...(serviceVersion === undefined ? {} : { serviceVersion }),
      ...(configPlace === null ? {} : { configPlace }),
    };
    await output.print(previewPage(seen, about, { ...output, nested: isGiven(given, 'nested') }));
    refuseHeldBack(seen.consent, 'preview');
    return 0;
  },
};

const placeOf = (config: LookOptions['config']): string | null =>
  config !== undefined && 'kind' in config && config.kind === 'config source' ? config.place : null;
