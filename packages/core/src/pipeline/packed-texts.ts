/** Texts in one piece of memory, which is passed on to a thread without being copied. */
export interface PackedTexts {
  /** UTF-8, one after the other, with a comma after each. */
  readonly bytes: Uint8Array;
  /** Where each ends. */
  readonly ends: readonly number[];
}

const comma = 0x2c;

/** Packs texts, whose length in bytes of UTF-8 is known. */
export const packTexts = (texts: readonly { readonly text: string; readonly bytes: number }[]): PackedTexts =>
  packed(
    texts,
    ({ bytes }) => bytes,
    (buffer, { text }, start) => void buffer.write(text, start),
  );

/** Packs pieces of UTF-8. */
export const packBytes = (pieces: readonly Uint8Array[]): PackedTexts =>
  packed(
    pieces,
    ({ byteLength }) => byteLength,
    (buffer, piece, start) => buffer.set(piece, start),
  );

function packed<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  write: (buffer: Buffer, item: T, start: number) => void,
): PackedTexts {
  const bytes = Buffer.allocUnsafeSlow(items.reduce((sum, item) => sum + sizeOf(item) + 1, 0));
  let start = 0;
  const ends = items.map((item) => {
    write(bytes, item, start);
    const end = start + sizeOf(item);
    bytes[end] = comma;
    start = end + 1;
    return end;
  });
  return { bytes, ends };
}

/** The pieces again. They share the memory. */
export const unpack = ({ bytes, ends }: PackedTexts): readonly Uint8Array[] =>
  ends.map((end, index) => bytes.subarray(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
