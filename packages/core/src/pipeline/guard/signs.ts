/** What a byte of a text may be a sign of, as bits: what has none of the signs of a pattern is not looked at for it. */
export const sign = {
  /** A digit of base64, or an end of a line within it. */
  digit: 1,
  /** What is not plain: beyond ASCII, or not printed. */
  unusual: 2,
  /** What begins an escape. */
  escape: 4,
  at: 8,
  colon: 16,
  dot: 32,
  slash: 64,
  hyphen: 128,
} as const;

/** All signs, for a text that was not looked through. */
export const anySign = 255;

/** By byte. */
export const signsOf: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return (
    (/[A-Za-z\d+/_\n\r-]/.test(character) ? sign.digit : 0) |
    (/[\t\n\r\u0020-\u007e]/.test(character) ? 0 : sign.unusual) |
    (/[%&\\]/.test(character) ? sign.escape : 0) |
    (character === '@' ? sign.at : 0) |
    (character === ':' ? sign.colon : 0) |
    (character === '.' ? sign.dot : 0) |
    (/[/\\]/.test(character) ? sign.slash : 0) |
    (character === '-' ? sign.hyphen : 0)
  );
});
