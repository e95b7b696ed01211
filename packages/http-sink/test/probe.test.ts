import { describe, expect, it } from 'vitest';
import { httpSink } from '../src/index.ts';
import { never } from './events.ts';
import { httpReceiver } from './receiver.ts';

describe('what an httpSink asks for an answer', () => {
  it('is the request that it describes, and holds no event', async () => {
    await using receiver = await httpReceiver();
    const sink = httpSink({ url: `${receiver.url}/events?token=secret`, company: 'Example' });
    expect(await sink.probe?.(never)).toEqual({ status: 'accepted' });
    await sink.close();
    const { url } = sink.receiver;
    expect(sink.probeRequest).toEqual({ method: 'POST', url, body: '[]' });
    expect(receiver.received.map(({ request, text }) => [request, text])).toEqual([
      ['POST /events?token=secret', '[]'],
    ]);
  });

  it('is described without what its own body makes, unless that is described as well', () => {
    const options = { url: 'https://receiver.invalid/', company: 'Example', body: () => ({ token: 'secret' }) };
    expect(httpSink(options).probeRequest).toMatchObject({ body: null });
    const keys = [{ name: 'token', value: 'what lets us in' }];
    expect(httpSink({ ...options, body: (all) => ({ all }), keys }).probeRequest).toMatchObject({ body: '{"all":[]}' });
    const broken = () => {
      throw new Error('it is made of the first event');
    };
    expect(httpSink({ ...options, body: broken, keys }).probeRequest).toMatchObject({ body: null });
  });
});
