import type { DescribedEvent } from '@plainsight/core';
import { many } from '../pages/words.ts';
import { sentence } from './markdown.ts';

/** Why a usage event is told, of which kind it is, and since which plan version. */
export const eventIntroduction = ({ why, kind, everyDays, since }: DescribedEvent): string => {
  const kindInWords = everyDays === null ? kind : `${kind}, every ${many(everyDays, 'day')}`;
  return `${why === null ? '' : sentence(why)} *${kindInWords}; since version ${since} of the plan*`.trim();
};

/** What the kinds mean that these events have. */
export const kindMeanings = (events: readonly DescribedEvent[]): readonly string[] =>
  meanings.flatMap(([kind, meaning]) => (events.some((event) => event.kind === kind) ? [`*${kind}*: ${meaning}`] : []));

const meanings: readonly (readonly [DescribedEvent['kind'], string])[] = [
  ['each', 'every time that it happens.'],
  ['once', 'the first time that it happens with these values. Not again, unless all that was collected is deleted.'],
  ['recurring', 'when its values are others than last time, and again when so many days have passed.'],
];
