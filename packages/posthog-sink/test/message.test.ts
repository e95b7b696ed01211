import { expect, it } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { eventsOf } from './events.ts';
import { httpReceiver } from './receiver.ts';

const key = 'phc_test';

/** Names of what stands in an object, `[]` for each of a list, down to the properties of events. */
const namesIn = (value: unknown, path = ''): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, `${path}[]`));
  if (typeof value !== 'object' || value === null || path.endsWith('.properties')) return [];
  return Object.entries(value).flatMap(([name, below]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [at, ...namesIn(below, at)];
  });
};

it('shows the message that it sends, but for the time it is sent at, and sends nothing to show it', async () => {
  await using receiver = await httpReceiver();
  const sink = posthogSink({ key, host: receiver.url });
  const batch = eventsOf(2);
  const shown = await sink.message?.(batch);
  expect(receiver.sockets).toEqual([]);
  await sink.deliver(batch, new AbortController().signal);
  await sink.close();
  const [{ body } = { body: null }] = receiver.received;
  expect(shown).toEqual({ ...Object(body), sent_at: batch[0]?.timestamp });
  expect(await sink.message?.(batch)).toEqual(shown);
});

it('names every key that it sends around the properties, and every property that it adds, and no other', async () => {
  await using receiver = await httpReceiver();
  const sink = posthogSink({ key, host: receiver.url });
  const batch = eventsOf(1);
  await sink.deliver(batch, new AbortController().signal);
  await sink.close();
  const [{ body } = { body: null }] = receiver.received;
  expect([...new Set(namesIn(body))].toSorted()).toEqual(sink.keys?.map(({ name }) => name).toSorted());
  const { properties } = Object(body).batch[0];
  const added = Object.keys(properties).filter((name) => !Object.hasOwn(batch[0]?.properties ?? {}, name));
  expect(added.toSorted()).toEqual(sink.adds?.map(({ name }) => name).toSorted());
  for (const { name, value } of sink.adds ?? []) expect(String(properties[name])).toBe(value);
});
