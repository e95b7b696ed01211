import type { Outcome } from '@plainsight/core';
import { sinkContract } from '@plainsight/core/testing';
import { describe, expect, it } from 'vitest';
import { elasticsearchSink } from '../elasticsearch-sink.ts';
import { loopbackCluster } from './loopback-cluster.ts';

sinkContract(
  { describe, it },
  {
    name: 'elasticsearchSink',
    supports: { received: true, failing: true, hanging: true },
    create: async () => {
      const cluster = await loopbackCluster();
      return {
        sink: elasticsearchSink({ url: cluster.url, index: 'telemetry', apiKey: 'none' }),
        received: () => cluster.arrived,
        fail: () => cluster.behave('failing'),
        hang: () => cluster.behave('hanging'),
        remove: async () => cluster[Symbol.asyncDispose](),
      };
    },
  },
);

const event = (uuid: string) => ({
  uuid,
  name: 'boiled',
  timestamp: '2026-01-02T03:04:05.000Z',
  distinctId: 'someone',
  properties: { litres: 1 },
});

describe('elasticsearchSink', () => {
  it('says of each event what the index said of it, and of one that is there already that it is', async () => {
    const statuses: Readonly<Record<string, number>> = { good: 201, odd: 400, busy: 429 };
    await using cluster = await loopbackCluster((id) => statuses[id] ?? 500);
    const sink = elasticsearchSink({ url: cluster.url, index: 'telemetry', apiKey: 'none' });
    const deliver = (...uuids: readonly string[]): Promise<readonly Outcome[]> =>
      sink.deliver(uuids.map(event), new AbortController().signal);
    expect(await deliver('good', 'odd', 'busy')).toEqual([
      { status: 'accepted' },
      { status: 'rejected', why: 'the index answered 400' },
      { status: 'retry', why: 'the index answered 429' },
    ]);
    expect(await deliver('good')).toEqual([{ status: 'accepted' }]);
    expect(cluster.indexed).toEqual(['good']);
    await sink.close();
  });

  it('takes nothing for delivered that something in between answered', async () => {
    await using cluster = await loopbackCluster();
    cluster.behave('confused');
    const sink = elasticsearchSink({ url: cluster.url, index: 'telemetry', apiKey: 'none' });
    expect(await sink.deliver([event('one')], new AbortController().signal)).toMatchObject([
      { status: 'retry', why: expect.stringContaining('answered by something between us and') },
    ]);
    await sink.close();
  });
});
