import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  fileDecisions,
  followLinks,
  StoreError,
  systemClock,
  type Clock,
  type Commit,
  type DeliveryLock,
  type Erasure,
  type Journal,
  type Store,
} from '@plainsight/core';
import { activityFrom } from './activity-from.ts';
import { commitAtExit } from './commit-at-exit.ts';
import { isEmpty, messageOf, nothingCommitted } from './commit-message.ts';
import type { Connection } from './connection.ts';
import type { EngineOptions } from './engine/engine.ts';
import { pageOf, recordsOf } from './from-columns.ts';
import { healthFrom } from './health-from.ts';
import { columnsOfSettlements } from './settlement-columns.ts';
import { stateFrom } from './state-from.ts';

/** What a SQLite store is given. */
export interface SqliteStoreOptions {
  /** Where the file is, or is to be made. Folders that are missing are made with it, for their owner only. */
  readonly path: string;
  /** Where decisions are kept. @default `<path>.decisions.json` */
  readonly decisionsPath?: string;
  /** Most bytes of the database on the disk. @default 67108864, which is 64 MB */
  readonly maxBytes?: number;
  /** How long what is settled, or quarantined, is kept for people to see, in days. What waits does not age. @default 30 */
  readonly maxAgeDays?: number;
  /** @default the clock of this machine */
  readonly clock?: Clock;
}

interface Done {
  readonly position: number;
  readonly isChange: boolean;
}

const lookForOldMillis = 3600 * 1000;
/** How long an erasure waits for other processes to have read to an end, in milliseconds. */
const scrubMillis = 10_000;
const scrubPauseMillis = 50;

/**
 * A store in one SQLite file, which survives a crash at any instant, and which several processes may use at once. Bounded: when it
 * is full, records that every sink is done with go first, then quarantined events, then what waits, the oldest first. Needs
 * Node 22.22 or newer. Throws a `RangeError` where a bound makes no sense; opens nothing before it is told to.
 *
 * @example sqliteStore({ path: '/var/lib/butler/telemetry.db' })
 */
export const sqliteStore = (options: SqliteStoreOptions): Store => storeOver(openSomewhere, options);

/** Opens the engine, wherever it is to run. */
export type Opener = (options: EngineOptions, clock: Clock) => Promise<Connection>;

const openSomewhere: Opener = async (options, clock) => {
  const [{ openThread }, { openHere }] = await Promise.all([import('./open-thread.ts'), import('./open-here.ts')]);
  return (await openThread(options)) ?? openHere(options, clock);
};

/** A store over an engine that is opened in this way. */
export function storeOver(
  opener: Opener,
  { path, decisionsPath, clock = systemClock, ...limits }: SqliteStoreOptions,
): Store {
  const { maxBytes = 64 * 1024 * 1024, maxAgeDays = 30 } = limits;
  const place = resolve(path);
  const quota = { maxBytes: bound('maxBytes', maxBytes, 256 * 1024), maxAgeDays: bound('maxAgeDays', maxAgeDays, 0) };
  let engineOptions: EngineOptions = { path: place, quota, timeoutMillis: 5000 };
  const listeners = new Set<{ readonly call: (by: 'self' | 'other') => void }>();
  const troubles: string[] = [];
  let openings = 0;
  let opening: Promise<Connection> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  /** How far the facts go that this store knows of, and the state there. */
  let known = nothingCommitted;
  let lookedForOldAt = Number.NEGATIVE_INFINITY;
  let lock: DeliveryLock | null = null;

  const tell = (by: 'self' | 'other'): void => {
    for (const { call } of listeners) callSafely(() => call(by));
  };

  async function connect(): Promise<Connection> {
    engineOptions = { ...engineOptions, path: await followLinks(place) };
    const connection = await opener(engineOptions, clock).catch((error: unknown) => {
      throw isNewer(error) ? new StoreError(error.message, { cause: error }) : error;
    });
    connection.onChange(() => tell('other'));
    await hear(connection);
    return connection;
  }

  /** What was set aside since it was last asked: the file is then another one, and goes on from another position. */
  const hear = async (connection: Connection): Promise<void> => {
    troubles.push(...(await connection.call('troubles')));
  };

  async function whileOpen<T>(act: (connection: Connection) => Promise<T>): Promise<T> {
    if (openings === 0 || opening === null) {
      throw new Error(`Failed to use the store ${place}: it is not open. Open it first.`);
    }
    const mine = opening;
    if (!(await mine).isOpen() && opening === mine) begin();
    return act(await opening);
  }

  /** In another thread where one has died, with the right to deliver that it had. */
  function begin(): void {
    known = nothingCommitted;
    opening = connect().then(async (connection) => {
      // Where it cannot be had again, what is kept can be used all the same.
      if (lock !== null) await connection.call('lock').catch(() => false);
      return connection;
    });
    // Whoever uses it next is told.
    opening.catch(() => {});
  }

  /** Builds from what is known here, and again from what the store says where that was not the last. One after the other. */
  async function commitTo(connection: Connection, since: number, build: (journal: Journal) => Commit): Promise<Done> {
    const none: ReadonlySet<string> = new Set();
    const where = since === known.position ? null : await connection.call('where');
    let base = where?.position ?? since;
    let before = where?.state ?? known.state;
    let journal: Journal =
      where === null || where.position === since
        ? { state: null, facts: [], known: none }
        : { state: stateFrom(where.state), facts: [], known: none };
    for (;;) {
      const commit = build(journal);
      if (isEmpty(commit)) return { position: base, isChange: false };
      const now = clock.now();
      const forgetOld = Math.abs(now - lookedForOldAt) >= lookForOldMillis;
      const message = messageOf(commit, { base, before, now, forgetOld, repeated: journal.known.size > 0 });
      const answer = await connection.call('commit', message);
      if (answer.done) {
        if (forgetOld) lookedForOldAt = now;
        known = { position: answer.position, state: message.state?.json ?? before };
        return { position: answer.position, isChange: true };
      }
      // Another process went ahead, or the file is another one.
      await hear(connection);
      base = answer.position;
      before = answer.state;
      const isSame = answer.position === since;
      journal = { state: isSame ? null : stateFrom(answer.state), facts: [], known: new Set(answer.known) };
    }
  }

  async function erase(connection: Connection, what: Erasure): Promise<void> {
    const last = await connection.call('lastPlace');
    let after: number | null = 0;
    while (after !== null) after = await connection.call('eraseChunk', what, after, last);
    await connection.call('eraseRest', what, last);
    for (let waited = 0; !(await connection.call('scrub')); waited += scrubPauseMillis) {
      if (waited >= scrubMillis) {
        throw new Error(
          `Failed to erase from ${place}: another process is reading it, and so what was deleted is still in ${place}-wal. Try again.`,
        );
      }
      await new Promise<void>((done) => clock.after(scrubPauseMillis, done));
    }
  }

  async function takeLock(connection: Connection): Promise<DeliveryLock | null> {
    if (lock !== null) return null;
    const isOurs = await connection.call('lock');
    await hear(connection);
    if (!isOurs) return null;
    const mine: DeliveryLock = {
      release: async () => {
        if (lock !== mine) return;
        lock = null;
        await whileOpen((now) => now.call('unlock')).catch(() => {});
      },
    };
    lock = mine;
    return mine;
  }

  return {
    place,
    supports: { durable: true, shared: true },
    decisions: fileDecisions({ path: decisionsPath ?? `${place}.decisions.json`, clock }),
    get troubles() {
      return troubles;
    },
    exists: () =>
      stat(place).then(
        (found) => found.isFile(),
        () => false,
      ),
    obstacle: async () => (await import('./obstacle.ts')).obstacleTo(place),
    open: async () => {
      openings += 1;
      opening ??= connect();
      const mine = opening;
      try {
        await mine;
      } catch (error) {
        openings -= 1;
        if (opening === mine) opening = null;
        throw error;
      }
    },
    commit: (since, build) => {
      const mine = turn.then(() => whileOpen((connection) => commitTo(connection, since, build)));
      turn = mine.catch(() => {});
      return mine.then(({ position, isChange }) => {
        if (isChange) tell('self');
        return { position };
      });
    },
    commitAtExit: (since, build) => {
      if (openings > 0) commitAtExit(engineOptions, { since, build, now: clock.now() });
    },
    onCommit: (call) => {
      const listener = { call };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    attach: (sinks) => whileOpen((connection) => connection.call('attach', sinks)),
    waiting: (sink, most) => whileOpen(async (connection) => recordsOf(await connection.call('waiting', sink, most))),
    settle: (sink, settlements, health) =>
      whileOpen((connection) => {
        const message = { sink, settlements: columnsOfSettlements(settlements), health: JSON.stringify(health) };
        return connection.call('settle', { ...message, at: health.lastAnswerAt });
      }),
    health: (sink) => whileOpen(async (connection) => healthFrom(await connection.call('health', sink))),
    counts: () =>
      whileOpen(async (connection) => {
        const counts = await connection.call('counts');
        await hear(connection);
        return counts;
      }),
    records: (query) => whileOpen(async (connection) => pageOf(await connection.call('records', query), query)),
    activity: (query) => whileOpen(async (connection) => activityFrom(await connection.call('activity', query), query)),
    erase: async (what) => {
      await whileOpen((connection) => erase(connection, what));
      tell('self');
    },
    requestDelivery: async () => {
      await whileOpen((connection) => connection.call('requestDelivery'));
      tell('self');
    },
    deliveryRequests: () => whileOpen((connection) => connection.call('deliveryRequests')),
    lockDelivery: () => whileOpen(takeLock),
    close: async () => {
      if (openings === 0) return;
      openings -= 1;
      if (openings > 0) return;
      const closing = opening;
      opening = null;
      lock = null;
      known = nothingCommitted;
      await turn;
      await (await closing)?.close();
    },
  };
}

const isNewer = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'newer-store';

function bound(name: string, value: number, least: number): number {
  if (Number.isFinite(value) && value >= least) return value;
  throw new RangeError(`Failed to make a SQLite store: ${name} is ${value}. Give a number from ${least}.`);
}

function callSafely(call: () => void): void {
  try {
    call();
  } catch {
    // a listener's trouble is no trouble of the commit
  }
}
