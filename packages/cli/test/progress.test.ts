import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { progressOn } from '../src/progress.ts';

const terminal = () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 40 });
  return { stream, screen: () => String(stream.read() ?? '') };
};

const written = (): Promise<void> => new Promise((done) => void setImmediate(done));

test('progress is one line that is written over, no wider than the terminal, and taken away at the end', async () => {
  const { stream, screen } = terminal();
  let now = 0;
  const progress = progressOn(stream, {}, () => now);
  progress.show('Sending: 1 done');
  await written();
  now += 100;
  progress.show(`Sending: ${'x'.repeat(100)}\u001b[2J\n`);
  progress.clear();
  progress.clear();
  expect(screen()).toBe(`\rSending: 1 done\u001b[K\rSending: ${'x'.repeat(29)}…\u001b[K\r\u001b[K`);
});

test('progress changes no more often than can be read', async () => {
  const { stream, screen } = terminal();
  let now = 0;
  const progress = progressOn(stream, {}, () => now);
  let text = '';
  for (let done = 0; done < 400; done += 1) {
    now += 1;
    progress.show(`${done} done`);
    await written();
    text += screen();
  }
  expect(text.match(/done/gu)).toHaveLength(5);
});

test('progress leaves a terminal alone that stands still', () => {
  const { stream } = terminal();
  let now = 0;
  const progress = progressOn(stream, {}, () => now);
  for (let done = 0; done < 100; done += 1) {
    now += 100;
    progress.show(`${done} done`);
  }
  expect(String(stream.read())).toBe('\r0 done\u001b[K');
});

test.each([
  ['a pipe', { isTTY: undefined }, {}],
  ['a terminal that cannot write over a line', { isTTY: true }, { TERM: 'dumb' }],
])('progress is not shown on %s', (_, kind, env) => {
  const stream = Object.assign(new PassThrough(), kind);
  const progress = progressOn(stream, env);
  progress.show('Sending: 1 done');
  progress.clear();
  expect(stream.read()).toBeNull();
});
