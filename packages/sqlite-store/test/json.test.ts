import { join } from 'node:path';
import { eventJson, propertiesJson } from '@plainsight/core';
import { expect, it } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { commit, recordOf } from './records.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const plenty = { events: 10, bytes: Number.MAX_SAFE_INTEGER };

it('sqliteStore hands out events with the JSON that they were committed with, as it is', async () => {
  const store = sqliteStore({ path: join(await temporaryDirectory(), 'telemetry.db') });
  await store.open();
  await store.attach(['one']);
  const records = [1, 2].map((number) => recordOf(number, { text: 'naïve "quoted" ✓ }' }));
  const spaced = records.map((record) => {
    const json = record.json.replace('"number":', '"number":  ');
    return { ...record, json, bytes: Buffer.byteLength(json) };
  });
  await commit(store, { records: spaced });
  const waiting = await store.waiting('one', plenty);
  const page = await store.records({ order: 'oldest', limit: 10 });
  await store.close();
  const paged = page.entries.flatMap((entry) => (entry.kind === 'record' ? [entry.event] : []));
  for (const events of [waiting.map(({ event }) => event), paged]) {
    expect(events.map((event) => eventJson(event).toString())).toEqual(spaced.map(({ json }) => json));
    expect(events.map((event) => propertiesJson(event).toString())).toEqual(
      records.map(({ event }) => JSON.stringify(event.properties).replace('"number":', '"number":  ')),
    );
    expect(events).toStrictEqual(records.map(({ event }) => event));
  }
});
