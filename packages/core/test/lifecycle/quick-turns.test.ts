import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { memoryStore, type Sink, type Store, type Switched } from '../../src/index.ts';
import { config, kettle, lasting } from './host.ts';

type Word = 'on' | 'off' | 'acknowledge' | 'close';
const words = ['on', 'off', 'acknowledge', 'close'] as const;

const one = words.map((word) => [word] as const);
const two = words.flatMap((first) => words.map((second) => [first, second] as const));
const unclosed = two.filter((said) => !said.includes('close'));
/** All short sequences of words; where there are three, a close is the last. */
const sequences: readonly (readonly Word[])[] = [
  ...one,
  ...two,
  ...unclosed.flatMap((said) => words.map((last) => [...said, last])),
];

/** Where a start is held up until the gate opens. */
const gates = ['open', 'attach', 'decisions', 'config'] as const;

const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { pass: () => opened, open };
};

/** A receiver that takes some turns of the loop for each delivery, over a client that may not be closed in the middle of one. */
const slowSink = () => {
  const received: string[] = [];
  const faults: string[] = [];
  let delivering = 0;
  const sink: Sink = {
    name: 'memory',
    receiver: { company: 'nobody', url: null, region: null },
    deliver: async (batch, signal) => {
      const end = (): void => void (delivering -= 1);
      delivering += 1;
      signal.addEventListener('abort', end, { once: true });
      for (let turn = 0; turn < 5; turn += 1) await setImmediate();
      if (signal.aborted) return batch.map(() => ({ status: 'retry', why: 'aborted' }));
      signal.removeEventListener('abort', end);
      end();
      received.push(...batch.map(({ uuid }) => uuid));
      return batch.map(() => ({ status: 'accepted' }));
    },
    close: async () => {
      if (delivering > 0) faults.push('closed while it delivered');
      await setImmediate();
      if (delivering > 0) faults.push('used while it was closed');
    },
  };
  return { sink, received, faults };
};

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

/** Says the words one after the other, a few turns of the loop between them, and opens the gate before the one that is given. */
async function outcomeOf(said: readonly Word[], at: (typeof gates)[number], opensBefore: number, between: number) {
  const { pass, open } = gate();
  const decisions = lasting();
  const own = { ...decisions, read: async () => pass().then(() => decisions.read()) };
  const memory = memoryStore({ decisions: at === 'decisions' ? own : decisions });
  let opens = 0;
  const store: Store = {
    ...memory,
    open: async () => {
      if (at === 'open') await pass();
      opens += 1;
      return memory.open();
    },
    close: async () => {
      opens -= 1;
      return memory.close();
    },
    attach: async (names) => {
      if (at === 'attach') await pass();
      return memory.attach(names);
    },
  };
  const { sink, received, faults } = slowSink();
  const source = {
    kind: 'config source',
    place: 'consul',
    read: () => (at === 'config' ? pass() : Promise.resolve()).then(() => ({ config, problem: null })),
  } as const;
  const { telemetry, start } = kettle({ store, sinks: [sink], config: source });
  const doings: Promise<unknown>[] = [start()];
  /** How much was received when an off was done that no on has followed. */
  let receivedByOff: number | null = null;
  const say = (word: Word): Promise<unknown> => {
    if (word === 'on') receivedByOff = null;
    if (word === 'close') return telemetry.close({ timeoutMillis: 5000 });
    if (word === 'acknowledge') return telemetry.acknowledge({}, { isShown: true });
    const doing: Promise<Switched> = telemetry[word]();
    const next = doings.length;
    const isLast = (): boolean => !said.slice(next).includes('on');
    return word === 'on' ? doing : doing.then(() => isLast() && (receivedByOff ??= received.length));
  };
  for (const [index, word] of said.entries()) {
    telemetry.record('boiled', { litres: index });
    await turns(between);
    if (index === opensBefore) open();
    doings.push(say(word));
  }
  await turns(between);
  open();
  await Promise.all(doings);
  telemetry.record('boiled', { litres: 99 });
  await telemetry.flush();
  const { state } = await telemetry.status();
  await turns(10);
  const late = receivedByOff === null ? 0 : received.length - receivedByOff;
  await telemetry.close();
  await expect.poll(() => opens, { interval: 1 }).toBe(0);
  return { state, faults, twice: received.length - new Set(received).size, late, hasSent: received.length > 0 };
}

/** What the words come to. */
function expectedOf(said: readonly Word[]): string {
  if (said.includes('close')) return 'closed';
  return said.findLast((word) => word === 'on' || word === 'off') === 'off' ? 'off' : 'on';
}

const everyGate = gates.flatMap((at) =>
  (at === 'open' || at === 'attach' ? [1, 6] : [3]).map((between) => [at, between] as const),
);

describe('words in quick turn during a start that is held up', () => {
  it.each(everyGate)(
    'at its %s are followed to the last, each delivery is made once, and none after off: %j turns apart',
    async (at, between) => {
      for (const said of sequences) {
        for (let opensBefore = 0; opensBefore <= said.length; opensBefore += 1) {
          const { state, faults, twice, late, hasSent } = await outcomeOf(said, at, opensBefore, between);
          const what = `${said.join(', ')}; open before ${opensBefore}`;
          const expected = expectedOf(said);
          expect({ what, state, faults, twice, late }).toEqual({
            what,
            state: expected,
            faults: [],
            twice: 0,
            late: 0,
          });
          if (state === 'on') expect([what, hasSent]).toEqual([what, true]);
        }
      }
    },
  );
});
