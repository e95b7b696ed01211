import type { RecordEntry } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';

const signs = {
  waiting: '…',
  accepted: '✓',
  rejected: '✕',
  withdrawn: '–',
  quarantined: '!',
  healthy: '✓',
  failing: '✕',
  misconfigured: '✕',
  unknown: '–',
  on: '✓',
  off: '✕',
} as const;

/** What a state is called. */
export type StateName = keyof typeof signs;

/** A state as a word with a sign: never by its colour alone. */
export const stateChip = (state: StateName, text: string = state): Markup =>
  html`<span class="chip ${state}"><span aria-hidden="true">${signs[state]}</span> ${text}</span>`;

/** What became of a record, in one chip a state; with several sinks, with their names. */
export const statesOf = (entry: RecordEntry): Markup => {
  if (entry.kind === 'quarantined') return stateChip('quarantined');
  const sinks = Object.entries(entry.sinks);
  if (sinks.length === 0) return stateChip('unknown', 'meant for no sink');
  return html`${sinks.map(([name, { state }]) => html`<span class="whole">${stateChip(state)}${sinks.length === 1 ? null : html` <span class="dim">${name}</span>`}</span> `)}`;
};
