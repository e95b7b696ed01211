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
 * `process.exitCode`: 0 done, 1 failed, 2 wrong usage; what commander refuses ends the process with 2. When the process
 * ends is the host's matter, and nothing of a command keeps it from that.
 *
 * @example program.addCommand(plainsightCommand({ telemetry, options: { serviceVersion, config, store, sinks } }));
 */
export const plainsightCommand = ({ telemetry, options = {}, name = 'telemetry' }: PlainsightCommandOptions): Command =>
  buildCommand(name, {
    options: [],
    help: 'It is about this application: its plan, its store and its sinks.',
    open: async () => ({
      telemetry,
      options: typeof options === 'function' ? await options() : options,
      notes: [],
      waysOut: {
        store: 'The application has to give its store to plainsightCommand.',
        sinks: 'The application has to give its sinks to plainsightCommand.',
      },
      // The handle and its sinks are the host's, and may be in use.
      close: async () => {},
    }),
  });
