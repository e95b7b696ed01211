import { parseArgs } from 'node:util';

/** How the faults are run. */
export interface Options {
  /** Names of scenarios. */
  readonly only: ReadonlySet<string>;
  /** How often a process is killed. */
  readonly kills: number;
  /** Of what is random: the same seed makes the same plan, and no more than that, since processes run as they like. */
  readonly seed: number;
  /** Small numbers: to see that all of it works. */
  readonly quick: boolean;
}

/** Parses the command line. Throws an `Error` with one sentence where it makes no sense. */
export function parseOptions(args: readonly string[], names: readonly string[]): Options {
  const { values } = parseArgs({
    // npm and pnpm may hand on the two dashes that end their own options.
    args: args.filter((one) => one !== '--'),
    options: {
      only: { type: 'string', default: names.join(',') },
      kills: { type: 'string' },
      seed: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',').map((name) => name.trim());
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no scenario ${unknown}. Give some of ${names.join(', ')}.`);
  return {
    only: new Set(only),
    kills: whole('kills', values.kills ?? (values.quick ? '30' : '1000')),
    seed: whole('seed', values.seed ?? String(1 + Math.floor(Math.random() * 1_000_000))),
    quick: values.quick,
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`--${name} is ${text}. Give a whole number from 1.`);
}
