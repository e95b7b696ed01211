import { gutter, inert, section, wrap } from '@plainsight/console-sink';
import type { Consent } from '@plainsight/core';
import { decision, placeRows } from './consent-rows.ts';
import type { PageStyle } from './preview-page.ts';

/** What is decided now, by which of the four places, and what follows. */
export const switchedPage = (
  value: 'on' | 'off',
  consent: Consent,
  notes: readonly string[],
  { width, paint }: PageStyle,
): string => {
  const inner = width - gutter;
  const say = (texts: readonly string[]): readonly string[] => texts.flatMap((text) => wrap(inert(text), inner));
  return [
    ...section('telemetry', [...decision(consent, inner, paint), ...say([follows[value]])], paint),
    '',
    ...section('places', [...placeRows(consent, inner, paint), ...say(notes)], paint),
  ].join('\n');
};

const follows = {
  on: 'An application that runs already goes by it when it is started again.',
  off: 'Nothing is sent any more, and what was not sent is deleted. An application that runs already goes by it, too.',
};
