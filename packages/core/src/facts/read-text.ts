import { readFile, stat } from 'node:fs/promises';
import { reasonOf } from '../errors.ts';

const megabyte = 1024 * 1024;
/** A parsed config takes about a hundred times its size in memory. */
const mostBytes = 16 * megabyte;

/** The text of a file in UTF-8, with or without a byte order mark. Rejects with what is wrong and the way out. */
export async function readText(file: string): Promise<string> {
  const bytes = await bytesOf(file).catch((error: unknown) => {
    throw new Error(explain(error));
  });
  if (isUtf16(bytes)) throw new Error('it is in UTF-16. Save it as UTF-8.');
  return new TextDecoder().decode(bytes);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const found = await stat(file);
  // A pipe or a device may have no end.
  if (!found.isFile()) throw new Error('it is no regular file. Name a file.');
  if (found.size > mostBytes) throw new Error(`it is larger than ${mostBytes / megabyte} MB. Make it smaller.`);
  return readFile(file);
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file. Check its name.';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it. Allow it.';
  return reasonOf(error);
}

/** By its byte order mark, or because one of its first two characters, which are ASCII in a config, has a zero byte. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || (first === 0 && third === 0) || (second === 0 && fourth === 0);
}
