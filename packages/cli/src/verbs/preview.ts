import { formatLine } from '@plainsight/console-sink';
import type { LookOptions } from '@plainsight/core';
import { Option } from 'commander';
import { previewPage } from '../pages/preview-page.ts';
import type { Verb } from '../verb.ts';

/** Shows what would be sent now. With `--json` one line a telemetry event, and nothing else. */
export const preview: Verb = {
  name: 'preview',
  summary: 'show what would be sent, without storing or sending anything',
  options: [new Option('--nested', 'show telemetry_json whole')],
  needsConfig: true,
  run: async ({ subject: { telemetry, options, notes }, json, given, output }) => {
    const seen = await telemetry.preview(options);
    if (json) return output.print(seen.events.map(formatLine).join('\n'));
    const { plan } = telemetry;
    const { serviceVersion } = options;
    const configPlace = placeOf(options.config);
    const about = {
      plan,
      notes,
      ...(serviceVersion === undefined ? {} : { serviceVersion }),
      ...(configPlace === null ? {} : { configPlace }),
    };
    return output.print(previewPage(seen, about, { ...output, nested: given['nested'] === true }));
  },
};

const placeOf = (config: LookOptions['config']): string | null =>
  config !== undefined && 'kind' in config && config.kind === 'config source' ? config.place : null;
