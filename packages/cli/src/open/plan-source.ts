import { dirname, resolve } from 'node:path';
import { createTelemetry, type LookOptions, type Plan } from '@plainsight/core';
import { Option } from 'commander';
import { wrongUse } from '../cli-error.ts';
import type { PlainsightConfig } from '../define-config.ts';
import { textOf } from '../given.ts';
import type { Needs, SubjectSource } from '../subject.ts';
import { findProject, projectNames } from './find-project.ts';
import { letGo } from './let-go.ts';
import { loadConfig } from './load-config.ts';
import { loadPlan } from './load-plan.ts';
import { loadProject } from './load-project.ts';
import { namedStore } from './named-store.ts';
import { versionAbove } from './version-above.ts';

const group = 'What it is about:';

/**
 * A subject with no host: what the host would do, as far as `plainsight.config.ts` and files named on the command line
 * say it. What is named on the command line wins.
 */
export const planSource: SubjectSource = {
  options: [
    new Option('--project <file>', 'what to read first (default: plainsight.config.ts, .mts, .js or .mjs here)'),
    new Option('--plan <file>', 'the plan: a module whose default export it is'),
    new Option('--config <file>', "the application's config, YAML or JSON"),
    new Option('--store <file>', "the application's SQLite store"),
    new Option('--decisions <file>', 'the file that keeps decisions, where there is no SQLite store').conflicts(
      'store',
    ),
    new Option('--service-version <version>', "the application's version (default: that of the plan's package)"),
  ].map((option) => option.helpGroup(group)),
  help: [
    'It reads plainsight.config.ts in this folder, which says what your application',
    'gives to telemetry.start:',
    '  export default defineConfig({ plan, config, store, sinks });',
    'Where there is none, name the files: --plan plan.ts --config app.yaml --store',
    'telemetry.db. More on each command: plainsight submit --help.',
  ].join('\n'),
  open: async (given, needs) => {
    const found = textOf(given, 'project') ?? (await findProject(process.cwd()));
    const project = found === null ? null : await loadProject(found);
    const planPath = textOf(given, 'plan');
    const plan = planPath === undefined ? project?.plan : await loadPlan(planPath);
    if (plan === undefined) throw noPlan();

    const configPath = textOf(given, 'config');
    const missing = configPath === undefined && project?.config === undefined ? configKeys(plan) : [];
    refuseWithout(missing, plan, needs);
    const config = configPath === undefined ? project?.config : await loadConfig(configPath);
    const store = (await namedStore(given)) ?? project?.store;
    const options: LookOptions = {
      ...withoutPlan(project),
      serviceVersion: textOf(given, 'serviceVersion') ?? project?.serviceVersion ?? (await versionOf(planPath, found)),
      ...(config === undefined ? {} : { config }),
      ...(store === undefined ? {} : { store }),
    };
    const telemetry = createTelemetry(plan);
    return {
      telemetry,
      options,
      notes:
        missing.length === 0
          ? []
          : [`No config was named, so ${listed(missing)} could not be read: add --config FILE.`],
      waysOut: {
        store: `Name one with --store FILE, or as store in ${projectNames[0]}.`,
        sinks: `Name them as sinks in ${projectNames[0]}.`,
      },
      folder: dirname(resolve(planPath ?? found ?? '.')),
      ...(project?.command === undefined ? {} : { command: project.command }),
      close: () => letGo(telemetry, options.sinks ?? []),
    };
  },
};

const noPlan = () =>
  wrongUse(
    `Failed to find a plan: there is no ${projectNames[0]} (nor .mts, .js, .mjs) in this folder, and no --plan. ` +
      'Go to the folder that has one, or name the plan with --plan FILE.',
  );

const withoutPlan = (project: PlainsightConfig | null): LookOptions => {
  if (project === null) return {};
  const { plan: _plan, command: _command, ...options } = project;
  return options;
};

const versionOf = (planPath: string | undefined, project: string | null): Promise<string> =>
  versionAbove(planPath ?? project ?? '');

/** What of a plan is read from the host's config. */
const configKeys = (plan: Plan): readonly string[] =>
  [plan.consent.config, plan.system?.config, plan.features === undefined ? undefined : 'the features'].filter(
    (key) => key !== undefined,
  );

const refuseWithout = (missing: readonly string[], plan: Plan, { config: needed }: Needs): void => {
  const decides = [plan.consent.config, plan.system?.config].some((key) => key !== undefined);
  const refused = missing.length > 0 && (needed === 'all' || (needed === 'consent' && decides));
  if (!refused) return;
  throw wrongUse(
    `Failed to read the config: none was named, and the plan reads ${listed(missing)} from it. Add --config FILE.`,
  );
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
