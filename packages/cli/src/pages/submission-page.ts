import { gutter, inert, section, shortened, wrap, type Paint, type Shade } from '@plainsight/console-sink';
import type { SinkSubmission, Submission } from '@plainsight/core';
import type { PageStyle } from './preview-page.ts';
import { receiverLine } from './receiver-lines.ts';
import { many, numeral } from './words.ts';

/** A submission for people: what became of it, and at each sink what. */
export const submissionPage = (
  { result, reason, elsewhere, sinks }: Submission,
  { width, paint }: PageStyle,
): string => {
  const inner = width - gutter;
  const asked = result === 'submitted' || result === 'failed' ? sinks : [];
  const bold = (line: string): string => paint('bold', line);
  const blocks = [
    // Why it failed is said on stderr.
    [
      ...(result === 'failed' ? [] : wrap(inert(reason), width).map(bold)),
      ...(elsewhere ? wrap('Another process of this installation delivers, and was asked to do so now.', width) : []),
    ],
    asked.flatMap((sink) => section(sinkTitle(sink.name), sinkLines(sink, inner, paint), paint)),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
};

/** As much of a sink's name as stands before a section. */
export const sinkTitle = (name: string): string => shortened(inert(name), 12);

const sinkLines = (sink: SinkSubmission, width: number, paint: Paint): readonly string[] => [
  ...outcomes(sink, width, paint),
  ...wrap(receiverLine(sink.receiver), width).map((line) => paint('dim', line)),
  ...(sink.lastAnswer === null ? [] : wrap(inert(`last answer: ${sink.lastAnswer}`), width)),
];

/** How many events of each outcome there were at a sink. */
export interface Tally {
  readonly accepted: number;
  readonly rejected: number;
  readonly waiting?: number;
}

/** `12 events accepted, 1 rejected, 3 waiting`, without what is none; one below the other where there is no room. */
export const outcomes = (
  { accepted, rejected, waiting = 0 }: Tally,
  width: number,
  paint: Paint,
): readonly string[] => {
  const parts: readonly (readonly [shade: Shade, text: string])[] = [
    [accepted > 0 ? 'green' : 'dim', `${many(accepted, 'event')} accepted`],
    ...(rejected > 0 ? [['red', `${numeral(rejected)} rejected`] as const] : []),
    ...(waiting > 0 ? [['yellow', `${numeral(waiting)} waiting`] as const] : []),
  ];
  const painted = parts.map(([shade, text]) => paint(shade, text));
  return parts.map(([, text]) => text).join(', ').length <= width ? [painted.join(', ')] : painted;
};
