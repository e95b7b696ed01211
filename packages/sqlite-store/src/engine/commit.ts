import { unpack, type PackedTexts } from '@plainsight/core';
import { activityTally, type ActivityTally } from './activity.ts';
import { numberIn, textOrNull, type Database } from './database.ts';
import { evict, forgetOld, type Quota } from './evict.ts';
import { uuidBytes } from './uuid-bytes.ts';

/** What is to be committed, in columns: they are quicker to pass to a thread than objects. */
export interface CommitMessage {
  /** Position that the commit goes on from: it is refused where another is the last. */
  readonly base: number;
  readonly facts: number;
  /** Ids of the facts that made no event. */
  readonly bare: readonly string[];
  /** `null` where it is the one at `base`. */
  readonly state: { readonly fold: number; readonly json: string } | null;
  readonly uuids: readonly string[];
  /** Names, each once, and which of them each record has. */
  readonly names: readonly string[];
  readonly which: Uint16Array;
  readonly times: Float64Array;
  readonly bytes: Float64Array;
  /** JSON. */
  readonly events: PackedTexts;
  readonly consent: readonly [planVersion: number, planHash: string, allowedBy: string] | null;
  readonly quarantined: readonly {
    readonly uuid: string;
    readonly name: string;
    readonly at: number;
    readonly json: string;
  }[];
  readonly dropped: number;
  /** The present, in milliseconds since the epoch. */
  readonly now: number;
  /** Look for what has become too old as well. */
  readonly forgetOld: boolean;
  /** Facts that the store has may be given again: it was said which they are. */
  readonly repeated: boolean;
}

/** What became of it. */
export type CommitAnswer =
  | { readonly done: true; readonly position: number }
  /** Nothing was committed: build again from here. */
  | ({ readonly done: false; readonly known: readonly string[] } & Where);

/** How far facts have been folded. */
export interface Where {
  readonly position: number;
  /** JSON; `null` when there is none yet. */
  readonly state: string | null;
}

export const whereNow = (database: Database): Where => ({
  position: numberIn(database.get('SELECT position FROM numbers'), 'position'),
  state: textOrNull(database.get('SELECT json FROM state') ?? {}, 'json'),
});

/** Commits, where nobody else did meanwhile. */
export function commit(database: Database, message: CommitMessage, quota: Quota): CommitAnswer {
  return database.transaction(() => {
    const position = numberIn(database.get('SELECT position FROM numbers'), 'position');
    if (position !== message.base) return { done: false, known: [], ...whereNow(database) };
    const known = message.repeated ? [] : message.bare.filter((id) => hasFact(database, id));
    if (known.length > 0) return { done: false, known, ...whereNow(database) };

    for (const id of message.bare) {
      database.run('INSERT INTO facts VALUES (?, ?) ON CONFLICT DO NOTHING', uuidBytes(id), message.now);
    }
    const tally = activityTally();
    const records = addRecords(database, message, tally);
    const quarantined = addQuarantined(database, message, records.place, tally);
    tally.write(database, 1);
    if (message.state !== null) {
      const { fold, json } = message.state;
      database.run(
        'INSERT INTO state VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET fold = ?1, json = ?2',
        fold,
        json,
      );
    }
    // A commit without a fact moves on as well: whoever knows the state before must ask for it.
    const next = position + Math.max(1, message.facts);
    database.run(
      `UPDATE numbers SET position = ?, place = ?, records = records + ?, quarantined = quarantined + ?, dropped = dropped + ?`,
      next,
      quarantined.place,
      records.added,
      quarantined.added,
      message.dropped,
    );
    if (records.added > 0) database.run('UPDATE sinks SET waiting = waiting + ?', records.added);
    if (message.forgetOld) forgetOld(database, quota, message.now);
    evict(database, quota);
    return { done: true, position: next };
  });
}

const hasFact = (database: Database, id: string): boolean =>
  database.get('SELECT 1 AS found FROM facts WHERE id = ?', uuidBytes(id)) !== undefined;

interface Added {
  readonly added: number;
  /** Of the last that was added. */
  readonly place: number;
}

function addRecords(
  database: Database,
  { uuids, names, which, times, bytes, events, consent }: CommitMessage,
  tally: ActivityTally,
): Added {
  let place = numberIn(database.get('SELECT place FROM numbers'), 'place');
  if (uuids.length === 0 || consent === null) return { added: 0, place };
  const before = place;
  const consentId = idOfConsent(database, consent);
  const ids = names.map((name) => idOfName(database, name));
  const pieces = unpack(events);
  for (const [index, uuid] of uuids.entries()) {
    const [name, at] = [ids[which[index] ?? 0] ?? 0, times[index] ?? 0];
    const added = database.run(
      'INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT)) ON CONFLICT DO NOTHING',
      place + 1,
      uuidBytes(uuid),
      name,
      at,
      bytes[index] ?? 0,
      consentId,
      pieces[index] ?? '',
    );
    place += added;
    if (added > 0) tally.add(at, place, name);
  }
  return { added: place - before, place };
}

function addQuarantined(database: Database, { quarantined }: CommitMessage, from: number, tally: ActivityTally): Added {
  let place = from;
  for (const { uuid, name, at, json } of quarantined) {
    const added = database.run(
      'INSERT INTO quarantine VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      place + 1,
      uuidBytes(uuid),
      name,
      at,
      json,
    );
    place += added;
    if (added > 0) tally.add(at, place);
  }
  return { added: place - from, place };
}

function idOfName(database: Database, name: string): number {
  database.run('INSERT INTO names (name) VALUES (?) ON CONFLICT DO NOTHING', name);
  return numberIn(database.get('SELECT id FROM names WHERE name = ?', name), 'id');
}

function idOfConsent(database: Database, consent: readonly [number, string, string]): number {
  database.run(
    'INSERT INTO consents (plan_version, plan_hash, allowed_by) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ...consent,
  );
  const sql = 'SELECT id FROM consents WHERE plan_version = ? AND plan_hash = ? AND allowed_by = ?';
  return numberIn(database.get(sql, ...consent), 'id');
}
