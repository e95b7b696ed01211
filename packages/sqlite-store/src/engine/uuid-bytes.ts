/** The sixteen bytes of a uuid; those of the text itself for what is none. */
export function uuidBytes(uuid: string): Uint8Array {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  return bytes.length === 16 ? bytes : Buffer.from(uuid);
}
