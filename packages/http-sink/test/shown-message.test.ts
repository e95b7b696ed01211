import { expect, it } from 'vitest';
import { httpSink } from '../src/index.ts';
import { eventOf } from './events.ts';

const to = { url: 'https://telemetry.example.org/', company: 'Example' };
const event = eventOf(1);

it('shows the list of events that it sends, and names its keys', async () => {
  const sink = httpSink(to);
  expect(await sink.message?.([event])).toEqual([event]);
  expect(sink.keys?.map(({ name }) => name.replace('[].', '')).toSorted()).toEqual(Object.keys(event).toSorted());
});

it('shows a body of the maintainer’s own where its keys are named, and not where they are not: it may hold a secret', async () => {
  const body = () => ({ token: 'secret', at: new Date(0), none: undefined });
  expect(httpSink({ ...to, body })).not.toHaveProperty('message');
  const keys = [{ name: 'token', value: 'a word' }];
  const sink = httpSink({ ...to, body, keys });
  expect(sink.keys).toBe(keys);
  expect(JSON.stringify(await sink.message?.([event]))).toBe('{"token":"secret","at":"1970-01-01T00:00:00.000Z"}');
});
