import { bareFacts, packTexts, type Commit } from '@plainsight/core';
import type { CommitMessage } from './engine/commit.ts';

/** How far facts were committed, and the state there, as JSON. */
export interface Committed {
  readonly position: number;
  readonly state: string | null;
}

/** Nothing, or nothing that is known. */
export const nothingCommitted: Committed = { position: 0, state: null };

/** What a commit goes on from. */
export interface CommitContext {
  readonly base: number;
  /** The state there, as JSON. */
  readonly before: string | null;
  readonly now: number;
  readonly forgetOld: boolean;
  readonly repeated: boolean;
}

export const isEmpty = ({ facts, records, quarantined, dropped }: Commit): boolean =>
  facts.length + records.length + quarantined.length + dropped === 0;

/** A commit, as it goes to the engine. */
export function messageOf(commit: Commit, { base, before, now, forgetOld, repeated }: CommitContext): CommitMessage {
  const { facts, records, quarantined, dropped, state } = commit;
  const json = JSON.stringify(state);
  const [first] = records;
  const names = [...new Set(records.map(({ event }) => event.name))];
  return {
    base,
    facts: facts.length,
    bare: bareFacts(commit).map(({ id }) => id),
    state: json === before ? null : { fold: state.fold, json },
    uuids: records.map(({ event }) => event.uuid),
    names,
    which: Uint16Array.from(records, ({ event }) => names.indexOf(event.name)),
    times: Float64Array.from(records, ({ event }) => timeOf(event.timestamp)),
    bytes: Float64Array.from(records, ({ bytes }) => bytes),
    events: packTexts(records.map((record) => ({ text: record.json, bytes: record.bytes }))),
    consent: first === undefined ? null : [first.receipt.planVersion, first.receipt.planHash, first.receipt.allowedBy],
    quarantined: quarantined.map((event) => ({
      uuid: event.uuid,
      name: event.name,
      at: timeOf(event.timestamp),
      json: JSON.stringify(event),
    })),
    dropped,
    now,
    forgetOld,
    repeated,
  };
}

const timeOf = (timestamp: string): number => Date.parse(timestamp) || 0;
