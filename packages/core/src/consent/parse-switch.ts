import { kindOf } from '../facts/plain-section.ts';
import { quoted } from '../facts/shown.ts';

/** What a place that may switch telemetry says. */
export interface Switch {
  /** `null` when it says nothing. */
  readonly says: 'on' | 'off' | null;
  /** What it holds, for people; `null` when it holds nothing. */
  readonly holds: string | null;
  /** What is wrong with what it holds, with the way out; it then says off. `null` when nothing is. */
  readonly problem: string | null;
  /** The first half of the problem: what is wrong, and not what follows from it. */
  readonly why?: string;
}

const yes = ['true', '1', 'on', 'yes'];
const no = ['false', '0', 'off', 'no'];
const nothing: Switch = { says: null, holds: null, problem: null };

/**
 * Reads what an environment variable or a config key holds: `true`, `1`, `on`, `yes` or `false`, `0`, `off`, `no`, in
 * any case, with white space around it ignored; a boolean, 1 and 0 too. Empty is absent; anything else says off, with a
 * problem. `name` is the place as the operator knows it; an `inverted` place switches telemetry off, as
 * `X_TELEMETRY_DISABLED` does.
 */
export function parseSwitch(name: string, value: unknown, inverted = false): Switch {
  const word = wordOf(value);
  if (word === '') return nothing;
  const isYes = word !== null && yes.includes(word);
  if (isYes || (word !== null && no.includes(word))) {
    return { says: isYes === inverted ? 'off' : 'on', holds: String(value).trim(), problem: null };
  }
  const holds = shown(value);
  const [on, off] = inverted ? [no, yes] : [yes, no];
  const out = `Set it to ${listed(on)} to switch telemetry on, to ${listed(off)} to switch it off, or leave it out.`;
  const why = `${name} holds ${holds}`;
  return { says: 'off', holds, why, problem: `${why}, so telemetry is off. ${out}` };
}

/** Reads `DO_NOT_TRACK`: off, unless it is empty, `0`, `false`, `no` or `off`, which say nothing. It never says on. */
export function parseDoNotTrack(value: string | undefined): Switch {
  const word = wordOf(value);
  if (word === '' || word === null) return nothing;
  const holds = [...yes, ...no].includes(word) ? String(value).trim() : shown(value);
  return { says: no.includes(word) ? null : 'off', holds, problem: null };
}

/** In small letters, empty for nothing at all; `null` for what is no word. */
function wordOf(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
  return isPlain ? String(value).trim().toLowerCase() : null;
}

const shown = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value.trim());
  return typeof value === 'number' ? String(value) : kindOf(value);
};

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
