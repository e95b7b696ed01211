import { createTelemetry } from '@plainsight/core';
import { Option } from 'commander';
import { wrongUse } from '../cli-error.ts';
import type { Given, SubjectSource } from '../subject.ts';
import { loadConfig } from './load-config.ts';
import { loadPlan } from './load-plan.ts';
import { versionAbove } from './version-above.ts';

/** A subject from a plan's file and a config's file, with no host: what the host would do, as far as these say it. */
export const planSource: SubjectSource = {
  options: [
    new Option('--plan <file>', 'the plan: a module whose default export it is').makeOptionMandatory(),
    new Option('--config <file>', "the host's config, YAML or JSON"),
    new Option('--service-version <version>', "version of the software (default: that of the plan's package)"),
  ],
  open: async (given, { wholly }) => {
    const path = text(given, 'plan') ?? '';
    const plan = await loadPlan(path);
    const configPath = text(given, 'config');
    const keys = configKeys(plan);
    if (configPath === undefined && wholly && keys.length > 0) {
      throw wrongUse(
        `Failed to read the config: none was named, and the plan reads ${listed(keys)} from it. Add --config FILE.`,
      );
    }
    const config = configPath === undefined ? null : await loadConfig(configPath);
    return {
      telemetry: createTelemetry(plan),
      options: {
        serviceVersion: text(given, 'serviceVersion') ?? (await versionAbove(path)),
        ...(config === null ? {} : { config }),
      },
      notes:
        config === null && keys.length > 0
          ? [`No config was named, so ${listed(keys)} could not be read: add --config FILE.`]
          : [],
    };
  },
};

const text = (given: Given, name: string): string | undefined => {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
};

/** What of a plan is read from the host's config. */
const configKeys = (plan: Awaited<ReturnType<typeof loadPlan>>): readonly string[] =>
  [plan.consent.config, plan.system?.config, plan.features === undefined ? undefined : 'the features'].filter(
    (key) => key !== undefined,
  );

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
