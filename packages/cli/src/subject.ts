import type { LookOptions, Telemetry } from '@plainsight/core';
import type { Option } from 'commander';
import type { Given } from './given.ts';

/** What a verb is about: a handle, and as much of what `start` is given as is known here. */
export interface Subject {
  readonly telemetry: Telemetry;
  readonly options: LookOptions;
  /** What was left out on the command line and is missed, in words. */
  readonly notes: readonly string[];
  /** How a store, or sinks, are named, for a message: `Name one with …`. */
  readonly waysOut: { readonly store: string; readonly sinks: string };
  /** Where files about the plan stand: the folder of the project or of the plan. @default the working directory */
  readonly folder?: string;
  /** How the operator calls the command line, where that is not how it was called here. */
  readonly command?: string;
  /** Lets go of what was opened for it. Never rejects. */
  close(): Promise<void>;
}

/** What a verb is of no use without. */
export interface Needs {
  /** `consent`: where the plan reads consent from the config; `all`: where it reads anything. @default nothing */
  readonly config?: 'consent' | 'all';
  /** A store, to look into or to keep a decision in. @default 'none' */
  readonly store?: 'records' | 'decisions';
  /** @default false */
  readonly sinks?: boolean;
}

/** Where the subject comes from: the host that mounts the command, or files named on the command line. */
export interface SubjectSource {
  /** Options that each verb gets, to name the subject. */
  readonly options: readonly Option[];
  /** Where it is looked for, for the help. */
  readonly help: string;
  /** Rejects with a `CliError`. */
  open(given: Given, needs: Needs): Promise<Subject>;
}
