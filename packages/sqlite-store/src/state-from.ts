import { emptyState, type State } from '@plainsight/core';
import { parsedJson } from './parsed-json.ts';

/** A state as it was kept. One that is damaged counts for none: what it knew is lost, and nothing else. */
export function stateFrom(json: string | null): State {
  const parsed = parsedJson(json);
  return isState(parsed) ? { ...emptyState, ...parsed } : emptyState;
}

const isState = (value: unknown): value is State =>
  typeof value === 'object' && value !== null && 'fold' in value && value.fold === emptyState.fold;
