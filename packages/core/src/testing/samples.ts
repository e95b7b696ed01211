import type { Fact } from '../facts/fact.ts';
import type { Quarantined } from '../pipeline/quarantined.ts';
import { emptyState, type State } from '../pipeline/state.ts';
import type { TelemetryEvent } from '../pipeline/telemetry-event.ts';
import type { Commit, Committed, Counts, Journal, NewRecord, Store } from '../store/store.ts';

/** A uuid that is the same for the same number. */
export const sampleUuid = (number: number): string =>
  `019b76da-a800-7000-8000-${Math.trunc(number).toString(16).padStart(12, '0')}`;

/** A telemetry event that is the same for the same number. */
export const sampleEvent = (number: number): TelemetryEvent => ({
  uuid: sampleUuid(number),
  name: 'sample event',
  timestamp: '2026-01-01T00:00:00.000Z',
  distinctId: 'sample-installation',
  properties: {
    service: 'sample',
    number,
    flag: number % 2 === 0,
    nothing: null,
    text: 'naïve "quoted" ✓',
    nested: { list: [1, 2] },
  },
});

/** A record of {@link sampleEvent}. */
export function sampleRecord(number: number): NewRecord {
  const event = sampleEvent(number);
  const receipt = { planVersion: 1, planHash: '0'.repeat(64), allowedBy: 'a sample' };
  const json = JSON.stringify(event);
  return { event, json, bytes: Buffer.byteLength(json), receipt };
}

/** An event that failed its checks. */
export const sampleQuarantined = (number: number): Quarantined => ({
  uuid: sampleUuid(number),
  name: 'sample event',
  timestamp: '2026-01-01T00:00:00.000Z',
  fields: ['number'],
  reasons: ['number is no string'],
});

/** A fact that is the same for the same number. */
export const sampleFact = (number: number): Fact => ({
  kind: 'usage',
  id: sampleUuid(number),
  at: Date.UTC(2026, 0, 1),
  instance: 'main',
  name: 'sample event',
  properties: { number },
  mark: null,
});

/** A commit of what is given, and nothing else. */
export const sampleCommit = (parts: Partial<Commit>): Commit => ({
  facts: [],
  state: emptyState,
  records: [],
  quarantined: [],
  dropped: 0,
  ...parts,
});

/** Keeps, as the state, the ids of all facts in the order in which they were folded. */
export const trailOf = (state: State): readonly string[] => Object.keys(state.instances);

/** The state after one more fact. */
export const withTrail = (state: State, { id }: Fact): State => ({
  ...state,
  instances: {
    ...state.instances,
    [id]: {
      serviceVersion: '',
      installation: '',
      distinctId: '',
      instanceId: null,
      context: {},
      features: {},
      system: {},
    },
  },
});

/** A process that commits facts, as telemetry does: it knows a position and the state there. */
export interface SampleWriter {
  /** Resolves with the ids of all facts, others' included. */
  commit(...numbers: readonly number[]): Promise<readonly string[]>;
}

export function sampleWriter(store: Store): SampleWriter {
  let known = { position: 0, state: emptyState };
  return {
    commit: async (...numbers) => {
      const facts = numbers.map(sampleFact);
      let after = emptyState;
      const { position } = await store.commit(known.position, (journal) => {
        const own = facts.filter(({ id }) => !journal.known.has(id));
        after = [...journal.facts, ...own].reduce(withTrail, journal.state ?? known.state);
        return sampleCommit({ facts: own, state: after });
      });
      known = { position, state: after };
      return trailOf(after);
    },
  };
}

/** Numbers of telemetry events, without what the store takes. */
export async function countsIn(store: Store): Promise<Omit<Counts, 'bytes'>> {
  const { bytes: _, ...counts } = await store.counts();
  return counts;
}

/** The state that goes on from a journal, for a caller that knows nothing yet. */
export const stateOf = ({ state, facts }: Journal): State => facts.reduce(withTrail, state ?? emptyState);

/** Commits records without a fact. */
export const commitRecords = (store: Store, numbers: readonly number[]): Promise<Committed> =>
  store.commit(0, (journal) => sampleCommit({ records: numbers.map(sampleRecord), state: stateOf(journal) }));
