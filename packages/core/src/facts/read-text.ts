import { constants, readFile, stat } from 'node:fs/promises';
import { codeIn, reasonOf } from '../errors.ts';
import type { Clock } from '../surroundings/clock.ts';

const megabyte = 1024 * 1024;
/** A parsed config takes about a hundred times its size in memory. */
const mostBytes = 16 * megabyte;
/** In milliseconds: some file systems keep times in whole seconds, and two edits within one look the same. */
const coarseMillis = 2000;
/** How often a file is read that changes while it is read. */
const mostReads = 3;

/** To open a pipe that has come into the file's place would wait for a writer. Windows has no such flag. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The text of a file. */
export interface FileText {
  readonly text: string;
  /** What the file was known by, another one after any edit; `null` where it changed so lately that an edit may not show. */
  readonly mark: string | null;
}

/**
 * The text of a file in UTF-8, with or without a byte order mark; `null` where the file has the mark `known` still. Rejects
 * with what is wrong and the way out.
 */
export async function readText(file: string, known: string | null, clock: Clock): Promise<FileText | null> {
  const found = await bytesOf(file, known, clock).catch((error: unknown) => {
    throw new Error(explain(error));
  });
  if (found === null) return null;
  const { bytes, mark } = found;
  if (isUtf16(bytes)) throw new Error('it is in UTF-16. Save it as UTF-8.');
  return { text: new TextDecoder().decode(bytes), mark };
}

async function bytesOf(
  file: string,
  known: string | null,
  clock: Clock,
): Promise<{ readonly bytes: Uint8Array; readonly mark: string | null } | null> {
  let before = await lookAt(file, clock);
  if (known !== null && before.mark === known) return null;
  for (let time = 1; ; time += 1) {
    const bytes = await readFile(file, { flag: withoutWaiting });
    const after = await lookAt(file, clock);
    // Otherwise somebody is writing it.
    if (after.exact === before.exact || time === mostReads) return { bytes, mark: after.mark };
    before = after;
  }
}

/** What tells a file from what it was: an edit in place changes its times, a replaced file is another. */
async function lookAt(file: string, clock: Clock): Promise<{ readonly exact: string; readonly mark: string | null }> {
  const found = await stat(file, { bigint: true });
  // A pipe or a device may have no end.
  if (!found.isFile()) throw new Error('it is no regular file. Name a file.');
  if (found.size > mostBytes) throw new Error(`it is larger than ${mostBytes / megabyte} MB. Make it smaller.`);
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = found;
  const exact = [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  const changed = Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs);
  return { exact, mark: clock.now() - changed > coarseMillis ? exact : null };
}

function explain(error: unknown): string {
  const code = codeIn(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file. Check its name.';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it. Allow it.';
  return reasonOf(error);
}

/** By its byte order mark, or because one of its first two characters, which are ASCII in a config, has a zero byte. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || (first === 0 && third === 0) || (second === 0 && fourth === 0);
}
