import type { Plan } from '@plainsight/core';
import { code } from './markdown.ts';

/** How one of the places that may speak switches telemetry, as Markdown. */
export interface ConsentWay {
  readonly place: string;
  readonly off: string;
  /** `null` where it cannot. */
  readonly on: string | null;
}

/** The places that may switch the telemetry of a plan. */
export const consentWays = ({ consent: { config, env } }: Plan, called: string): readonly ConsentWay[] => {
  const { name, inverted = false } = typeof env === 'string' ? { name: env } : (env ?? { name: null });
  return [
    { place: 'the environment, for all software', off: code('DO_NOT_TRACK=1'), on: null },
    ...(name === null
      ? []
      : [
          {
            place: 'the environment',
            off: code(`${name}=${inverted ? 'true' : 'false'}`),
            on: code(`${name}=${inverted ? 'false' : 'true'}`),
          },
        ]),
    { place: 'your decision', off: code(`${called} off`), on: code(`${called} on`) },
    ...(config === undefined
      ? []
      : [{ place: 'the config of the application', off: code(`${config}: false`), on: code(`${config}: true`) }]),
  ];
};

/** What events are sent under, in a few words. */
export const pseudonym = ({ identity }: Plan): string => {
  if (identity?.kind === 'none') return 'nothing that lasts: a new random id for each period, so *anonymous*';
  if (identity?.kind === 'machine') return 'an id that is computed from the machine, so *pseudonymous*';
  return 'a random id of the installation, so *pseudonymous*';
};
