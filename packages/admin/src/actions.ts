import type { Erased, Submission, Switched } from '@plainsight/core';
import type { Said } from './said.ts';
import { asked, type Visit } from './visit.ts';
import { many } from './words.ts';

/** What a button does. */
export interface Action {
  /** Never rejects: what went wrong is said. */
  run(visit: Visit): Promise<Said>;
}

/** A browser is not to wait for longer. */
const submitMillis = 30_000;

const action = <T>(ask: (visit: Visit) => Promise<T>, tell: (given: T, visit: Visit) => Said): Action => ({
  run: async (visit) => {
    const answered = await asked(() => ask(visit));
    return 'value' in answered ? tell(answered.value, visit) : { good: false, lines: [answered.problem] };
  },
});

const submissionSaid = ({ result, reason, sinks }: Submission): Said => ({
  good: result !== 'failed',
  lines: [
    sentence(reason),
    ...sinks
      .filter(({ accepted, rejected }) => accepted + rejected > 0)
      .map(({ name, accepted, rejected, waiting }) => {
        const rest = [
          ...(rejected === 0 ? [] : [`${rejected} rejected`]),
          ...(waiting === 0 ? [] : [`${waiting} still waiting`]),
        ];
        return `${name}: ${[many(accepted, 'event accepted', 'events accepted'), ...rest].join(', ')}.`;
      }),
  ],
});

const erasedSaid = ({ records, id, contact }: Erased): Said => ({
  good: true,
  lines: [
    `${many(records, 'record was', 'records were')} deleted here.`,
    `To have what was delivered deleted as well, write to ${contact}${id === null ? '' : ` and name the id ${id}`}.`,
  ],
});

const switchedSaid =
  (value: 'on' | 'off') =>
  (switched: Switched): Said =>
    switched.ok
      ? { good: true, lines: [`Telemetry is ${switched.consent.reason}.`, ...(value === 'off' ? [purged] : [])] }
      : { good: false, lines: [sentence(`Telemetry could not be turned ${value} as asked: ${switched.reason}`)] };

const purged = 'What had not been sent was deleted.';

const sentence = (text: string): string => {
  const begun = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/u.test(begun) ? begun : `${begun}.`;
};

/** By the address that their forms go to. */
export const actions = {
  submit: action(
    ({ telemetry, options }) => telemetry.submit({ timeoutMillis: submitMillis }, options),
    submissionSaid,
  ),
  acknowledge: action(
    // The page shows the notice above the button.
    ({ telemetry, options }) => telemetry.acknowledge(options, { isShown: true }),
    ({ version, accepted }) => ({
      good: true,
      lines: [
        `Version ${version} of the plan is accepted.`,
        ...(accepted.length === 0 ? [] : [`Collected from now on: ${accepted.map(({ name }) => name).join(', ')}.`]),
      ],
    }),
  ),
  on: action(({ telemetry, options }) => telemetry.on(options), switchedSaid('on')),
  off: action(({ telemetry, options }) => telemetry.off(options), switchedSaid('off')),
  'delete-submitted': action(({ telemetry, options }) => telemetry.erase('submitted', options), erasedSaid),
  'delete-all': action(({ telemetry, options }) => telemetry.erase('all', options), erasedSaid),
} as const satisfies Readonly<Record<string, Action>>;

/** Name of an action, as it stands in an address. */
export type ActionName = keyof typeof actions;
