import type { LookOptions, Telemetry } from '@plainsight/core';
import type { Option } from 'commander';

/** What a verb is about: a handle, and as much of what `start` is given as is known here. */
export interface Subject {
  readonly telemetry: Telemetry;
  readonly options: LookOptions;
  /** What was left out on the command line and is missed, in words. */
  readonly notes: readonly string[];
}

/** What the command line said, by the name of the option. Parsed where it is used. */
export type Given = Readonly<Record<string, unknown>>;

/** Where the subject comes from: the host that mounts the command, or files named on the command line. */
export interface SubjectSource {
  /** Options that each verb gets, to name the subject. */
  readonly options: readonly Option[];
  /** Rejects with a `CliError`. `wholly` when the verb is of no use without the config. */
  open(given: Given, needs: { readonly wholly: boolean }): Promise<Subject>;
}
