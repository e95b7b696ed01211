import { readFile, stat } from 'node:fs/promises';
import type { Clock } from '../surroundings/clock.ts';
import { readError } from './decisions-error.ts';
import type { Decided } from './decisions.ts';
import { codeOf } from './error-code.ts';
import { parseDecisions } from './parse-decisions.ts';
import { withWindowsPatience } from './windows-patience.ts';

/** A file of decisions is under a kilobyte; something a thousand times as large is another file. */
const mostBytes = 1024 * 1024;

/** Reads a file of decisions; `{}` when there is none. Rejects when it cannot be read or understood. */
export async function readDecisions(path: string, clock: Clock): Promise<Decided> {
  const text = await withWindowsPatience(clock, () => readText(path)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw readError(path, error);
  });
  if (text === null) return {};
  const { decided, problems } = parseDecisions(text);
  if (decided === undefined) throw readError(path, problems.join('; '));
  return decided;
}

/** Looks first: to open a pipe, or to read a device, may never end. */
async function readText(path: string): Promise<string> {
  const found = await stat(path);
  if (found.isDirectory()) throw new Error('it is a directory');
  if (!found.isFile()) throw new Error('it is no regular file');
  if (found.size > mostBytes) throw new Error(`it has ${found.size} bytes, far more than decisions need`);
  return readFile(path, 'utf8');
}
