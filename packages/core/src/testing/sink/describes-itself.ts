import assert from 'node:assert/strict';
import { shownSink } from '../../delivery/shown-sink.ts';
import type { SinkTest } from './part.ts';

/** What holds of a sink whatever it did before. */
export function describesItselfPart(test: SinkTest): void {
  test('says what it is and who receives', async ({ sink }) => {
    assert.match(sink.name, /\S/);
    assert.match(sink.receiver.company, /\S/);
    if (sink.receiver.url !== null) assert.ok(URL.canParse(sink.receiver.url), `${sink.receiver.url} is no URL`);
    if (sink.dryRun === true) assert.equal(sink.receiver.url, null, 'a dry run has no URL');
    if (sink.limits !== undefined)
      assert.ok(sink.limits.events >= 1 && sink.limits.bytes >= 1, 'its limits leave no room');
    for (const { name, why } of sink.adds ?? [])
      assert.ok(name !== '' && why !== '', 'a property that it adds lacks name or why');
    for (const { name, value } of sink.keys ?? [])
      assert.ok(name !== '' && value !== '', 'a key of its message lacks name or value');
    const { name, receiver } = shownSink(sink);
    assert.deepEqual(
      [name, receiver],
      [sink.name, sink.receiver],
      'name and receiver must be texts of at most 300 characters, and hold none that is not seen',
    );
    assert.equal(sink.problem, undefined, 'a sink under test must have no problem with its own configuration');
  });
  test('can be closed, and closed again', async ({ sink }) => {
    await sink.close();
    await Promise.all([sink.close(), sink.close()]);
  });
}
