import type { Plan } from '../plan/plan.ts';

/** How a plan's telemetry is switched off without a decision that is kept: by its config key, its variable, `DO_NOT_TRACK`. */
export function waysToSayOff({ consent: { config, env } }: Plan): readonly string[] {
  const variable = typeof env === 'string' ? `${env}=false` : env && `${env.name}=${env.inverted ? 'true' : 'false'}`;
  return [
    ...(config === undefined ? [] : [`set ${config} to false`]),
    ...(variable === undefined ? [] : [variable]),
    'DO_NOT_TRACK=1',
  ];
}

/** `this, that or the other`. */
export const either = (ways: readonly string[]): string =>
  ways.length < 2 ? ways.join('') : `${ways.slice(0, -1).join(', ')} or ${ways.at(-1) ?? ''}`;
