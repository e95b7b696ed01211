import { inert, wrap } from '@plainsight/console-sink';
import type { Acknowledged, Consent } from '@plainsight/core';
import { itemLines } from './item-lines.ts';
import type { PageStyle } from './preview-page.ts';

/** What was accepted, and what follows. */
export const acknowledgedPage = (
  { version, accepted }: Acknowledged,
  consent: Consent,
  { width, paint }: PageStyle,
): string => {
  const say = (text: string): readonly string[] => wrap(inert(text), width);
  const follows = consent.on
    ? 'An application that runs already goes by it, too.'
    : `Telemetry is ${consent.reason}: it holds once telemetry is on.`;
  return [
    ...say(`Plan version ${version} is accepted.`).map((line) => paint('bold', line)),
    ...(accepted.length === 0 ? [] : ['', ...say('Collected from now on:'), ...itemLines(accepted, width)]),
    '',
    ...say(follows),
  ].join('\n');
};
