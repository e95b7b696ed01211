import type { LookOptions, Telemetry } from '@plainsight/core';
import type { Command } from 'commander';
import { buildCommand } from './build-command.ts';

/** What {@link plainsightCommand} needs of its host. */
export interface PlainsightCommandOptions {
  /** The host's handle, started or not. */
  readonly telemetry: Telemetry;
  /** What the host gives to `start`, as much of it as there is; a function is asked when a command runs. */
  readonly options?: LookOptions | (() => LookOptions | Promise<LookOptions>);
  /** Name of the command. @default 'telemetry' */
  readonly name?: string;
}

/**
 * The whole command line, to be mounted under the host's own: `main.ts telemetry preview`. A command sets
 * `process.exitCode`: 0 done, 1 failed, 2 wrong usage; what commander refuses ends the process with 2.
 *
 * @example program.addCommand(plainsightCommand({ telemetry, options: { serviceVersion, config, store, sinks } }));
 */
export const plainsightCommand = ({ telemetry, options = {}, name = 'telemetry' }: PlainsightCommandOptions): Command =>
  buildCommand(name, {
    options: [],
    open: async () => ({
      telemetry,
      options: typeof options === 'function' ? await options() : options,
      notes: [],
    }),
  });
