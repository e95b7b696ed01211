export { codeIn, reasonOf } from './reason-of.ts';

/** One thing that is wrong, with the way out. */
export interface Problem {
  /** What kind of problem it is; stable, to be matched in code. */
  readonly code: string;
  /** Where it is: a path in the plan (`features.api.base`), a config key, a variable's name. */
  readonly at: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

const list = (problems: readonly Problem[]): string =>
  problems.map(({ at, message }) => `  - ${at === '' ? '' : `${at}: `}${message}`).join('\n');

/** A plan that cannot be kept. Thrown by `definePlan`, with all problems at once. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly code = 'plan';
  readonly #problems: readonly Problem[];

  constructor(service: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`Failed to define the telemetry plan of ${service}: ${count}.\n${list(problems)}`);
    this.#problems = problems;
  }

  /** All problems. Not a field: Node would print them a second time, below the message. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }
}

/** What a host must be told at once: `start` was called in a way, or with a config, that contradicts itself. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code: ConfigErrorCode;

  constructor(code: ConfigErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * - `system-info-off`: telemetry is on while system information is switched off
 * - `no-lasting-place`: the plan needs decisions that outlive the process, and the store has none
 * - `start-options`: `start` was called without something it needs
 */
export type ConfigErrorCode = 'system-info-off' | 'no-lasting-place' | 'start-options';
