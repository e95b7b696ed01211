import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uuidBytes } from '../../src/engine/uuid-bytes.ts';

/** Nearly uuids, too: with a character changed, and with hyphens where they are not usual. */
const texts = fc.uuid().chain((uuid) =>
  fc.oneof(
    fc.constantFrom(uuid, uuid.toUpperCase(), uuid.replaceAll('-', ''), `urn:uuid:${uuid}`, `${uuid}-`),
    fc
      .tuple(fc.nat(35), fc.constantFrom('-', 'g', '/', ':', '@', '`', 'é', '＠', '\0', 'F'))
      .map(([at, character]) => `${uuid.slice(0, at)}${character}${uuid.slice(at + 1)}`),
    fc.nat(35).map((at) => {
      const bare = uuid.replaceAll('-', '');
      return `${bare.slice(0, at)}----${bare.slice(at)}`;
    }),
    fc.string({ maxLength: 40 }),
  ),
);

it('gives the sixteen bytes of a uuid, however it is written, and those of the text for any other', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
      expect(Buffer.from(uuidBytes(text)).toString('hex')).toBe(
        (bytes.length === 16 ? bytes : Buffer.from(text)).toString('hex'),
      );
    }),
    { numRuns: 1000 },
  );
});
