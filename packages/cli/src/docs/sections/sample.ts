import type { Json } from '@plainsight/core';
import { code, jsonBlock, prose } from '../markdown.ts';
import type { PageAbout } from '../page-about.ts';
import type { Section } from '../telemetry-page.ts';

/** One message from its first to its last byte, as each receiver gets it. */
export const sample: Section = (about) => {
  const { events } = about.description;
  const event = events.find((one) => one.sample !== null);
  if (event === undefined) return [];
  const shown = messagesOf(about, { ...event.sample });
  return [
    '## A whole message',
    `This is ${code(event.name)}, with made-up values.`,
    ...shown.flatMap(({ to, message }) => [...(shown.length > 1 ? [`To ${prose(to)}:`] : []), jsonBlock(message)]),
  ];
};

const messagesOf = (
  { receivers }: PageAbout,
  event: Json,
): readonly { readonly to: string; readonly message: Json }[] => {
  const messages = (receivers ?? []).flatMap(({ receiver, message }) =>
    message === null ? [] : [{ to: receiver.company, message }],
  );
  return messages.length === 0 ? [{ to: '', message: event }] : messages;
};
