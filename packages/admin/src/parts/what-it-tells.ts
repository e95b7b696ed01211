import type { Plan, TelemetryEvent } from '@plainsight/core';

const mostShown = 2;

/** Most characters of what is told of a record in a list. */
export const most = 120;

/** What an event tells beyond what every event does, in few words: `language: nl_NL`. */
export function whatItTells({ properties }: TelemetryEvent, { context = {} }: Plan): string {
  const common = new Set(['service', 'serviceVersion', ...Object.keys(context)]);
  const own = Object.entries(properties).filter(([name]) => !common.has(name));
  if (own.length > mostShown) return `${own.length} properties`;
  return own
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`.slice(0, most))
    .join(', ')
    .slice(0, most);
}
