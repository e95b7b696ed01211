import type { DescribedCommand } from '@plainsight/core';
import { block, code, listed } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

const platforms = [
  ['linux', 'Linux'],
  ['darwin', 'macOS'],
  ['win32', 'Windows'],
] as const;

/** The commands that are run, for those who watch child processes. */
export const commands: Section = ({ description: { commands: all, plan } }) => {
  if (all.length === 0) return ['## Commands that are run', 'None: nothing is read by running a command.'];
  const key = plan.system?.config;
  return [
    '## Commands that are run',
    'The system is read where telemetry is on, once each time that the application starts, and for a preview, whether telemetry ' +
      'is on or off. These commands do that. Some print more than is asked for, such as serial numbers; that is not kept.',
    ...(key === undefined
      ? []
      : [
          `${code(`${key}: false`)} forbids it. Telemetry has to be off then, too: the application refuses to start where it is on.`,
        ]),
    ...platforms.flatMap(([platform, name]) =>
      onPlatform(
        name,
        all.filter((one) => one.platform === platform),
      ),
    ),
  ];
};

const onPlatform = (name: string, all: readonly DescribedCommand[]): readonly string[] => {
  if (all.length === 0) return [`### On ${name}`, 'None: the system is read from files.'];
  const byUse = new Map<string, string[]>();
  for (const command of all) byUse.set(useOf(command), [...(byUse.get(useOf(command)) ?? []), ...linesOf(command)]);
  return [
    `### On ${name}`,
    ...[...byUse].flatMap(([use, lines]) => [
      `${use}:`,
      block(name === 'Windows' ? 'powershell' : 'sh', lines.join('\n')),
    ]),
  ];
};

const useOf = ({ for: fields, shell }: DescribedCommand): string =>
  fields.length === 0
    ? 'To know how the others print'
    : `${shell === undefined ? 'For' : `In ${shell}, for`} ${listed(fields.map((field) => (field === 'id' ? 'the id' : code(field))))}`;

const linesOf = ({ command, when }: DescribedCommand): readonly string[] =>
  when === undefined ? [command] : [`${command}  # where ${when.replace(/^in a bundle, where /u, '')}`];
