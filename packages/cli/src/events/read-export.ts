import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { TelemetryEvent } from '@plainsight/core';
import { type CliError, wrongUse } from '../cli-error.ts';
import { many } from '../pages/words.ts';
import { linesOf, type Line } from './lines.ts';
import { parseEvent } from './parse-event.ts';

/** An export whose every line was read and found to be a telemetry event. */
export interface Export {
  /** What it is called, for people. */
  readonly place: string;
  readonly count: number;
  events(): AsyncIterable<TelemetryEvent>;
}

/** What of stdin is held in memory at most: it cannot be read twice, and nothing is sent before all of it was read. */
const mostBytes = 256 * 1024 * 1024;
/** Broken lines that are named. */
const named = 10;

/** Reads an export from a file, or from `input` where it is called `-`. Rejects with wrong use, naming broken lines. */
export const readExport = async (path: string, input: AsyncIterable<Uint8Array | string>): Promise<Export> => {
  const place = path === '-' ? 'stdin' : path;
  const pieces = path === '-' ? await heldOf(input) : await piecesOf(path);
  const problems: string[] = [];
  let broken = 0;
  let count = 0;
  for await (const line of linesOf(pieces())) {
    const event = eventOf(line);
    if (!('problem' in event)) {
      count += 1;
      continue;
    }
    broken += 1;
    if (problems.length < named) problems.push(`  - line ${line.number}: ${event.problem}`);
  }
  if (broken === 0) return { place, count, events: () => eventsOf(place, pieces()) };
  const more = broken > named ? [`  - and ${many(broken - named, 'more line')}`] : [];
  throw failed(place, `${many(broken, 'line')} of it cannot be sent, so nothing was.`, [...problems, ...more]);
};

const eventOf = ({ text }: Line): ReturnType<typeof parseEvent> =>
  text === null ? { problem: 'it is no text of a telemetry event' } : parseEvent(text);

/** What changed since it was found to be sound is noticed. */
async function* eventsOf(
  place: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<TelemetryEvent> {
  for await (const line of linesOf(pieces)) {
    const event = eventOf(line);
    if ('problem' in event) throw failed(place, `line ${line.number} changed while it was read. Try it again.`);
    yield event;
  }
}

const piecesOf = async (path: string): Promise<() => AsyncIterable<Uint8Array>> => {
  const found = await stat(path).catch(() => null);
  if (found === null) throw failed(path, 'there is no such file. Name what `export` wrote, or - for stdin.');
  if (found.isDirectory()) throw failed(path, 'it is a folder. Name what `export` wrote, or - for stdin.');
  return () => createReadStream(path);
};

const heldOf = async (input: AsyncIterable<Uint8Array | string>): Promise<() => Iterable<Uint8Array>> => {
  const held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of input) {
    const buffer = Buffer.from(piece);
    bytes += buffer.length;
    if (bytes > mostBytes) throw failed('stdin', 'it is larger than 256 MB. Keep it in a file and name that.');
    held.push(buffer);
  }
  return () => held;
};

const failed = (place: string, reason: string, problems: readonly string[] = []): CliError =>
  wrongUse([`Failed to replay ${place}: ${reason}`, ...problems].join('\n'));
