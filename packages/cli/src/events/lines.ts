/** One line of a text, without what ends it. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** `null` where it is longer than a line may be, or no UTF-8. */
  readonly text: string | null;
}

/** A telemetry event has at most 64 KB; with what JSON escapes, no line of one is longer. */
const longest = 1_000_000;
const newline = 0x0a;

/** The lines of a text that comes in pieces, empty ones left out. Holds no more of it than one line and one piece. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const add = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes <= longest) parts.push(part);
    else parts = [];
  };
  const end = (): Line => {
    number += 1;
    const text = bytes > longest ? null : textOf(Buffer.concat(parts), number);
    parts = [];
    bytes = 0;
    return { number, text };
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let to = piece.indexOf(newline); to !== -1; to = piece.indexOf(newline, from)) {
      add(piece.subarray(from, to));
      from = to + 1;
      const line = end();
      if (line.text !== '') yield line;
    }
    add(piece.subarray(from));
  }
  if (bytes > 0) {
    const line = end();
    if (line.text !== '') yield line;
  }
}

/** A byte order mark belongs to no line, nor does the carriage return before its end. */
const textOf = (bytes: Uint8Array, number: number): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: number > 1 }).decode(bytes);
    return text.trim();
  } catch {
    return null;
  }
};
