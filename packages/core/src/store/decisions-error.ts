import { codeIn, reasonOf } from '../errors.ts';
import { ForeignFileError } from './foreign-file.ts';

/** Decisions that are there and cannot be read or understood. `problem`: what went wrong, or a word on it. */
export const readError = (path: string, problem: unknown): Error =>
  decisionsError(
    `Failed to read the decisions about telemetry in ${path}: ${wordsFor(problem)}. Telemetry is held back until that is mended.`,
    problem,
    'Mend the file, or move it away to decide anew.',
  );

/** Decisions that could not be changed. Nothing is. */
export const changeError = (path: string, problem: unknown): Error =>
  decisionsError(
    `Failed to change the decisions about telemetry in ${path}: ${wordsFor(problem)}. Nothing was changed.`,
    problem,
    'Try again.',
  );

function decisionsError(message: string, problem: unknown, otherwise: string): Error {
  const wayOut =
    problem instanceof ForeignFileError ? `${problem.wayOut}.` : (waysOut[codeIn(problem) ?? ''] ?? otherwise);
  return new Error(`${message} ${wayOut}`, problem instanceof Error ? { cause: problem } : {});
}

const wordsFor = (problem: unknown): string => {
  if (problem instanceof ForeignFileError) return problem.reason;
  const code = codeIn(problem);
  const said = meanings[code ?? ''] ?? reasonOf(problem);
  return code === null || said.includes(`(${code})`) ? said : `${said} (${code})`;
};

const meanings: { readonly [code: string]: string } = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ELOOP: 'its symbolic links go round in a circle',
  ENOTDIR: 'part of the path is no directory',
};

const allow = 'Give it, with its directory, to the user that runs this process, or run this as the user that owns it.';
const elsewhere = 'Name another path for it.';

const waysOut: { readonly [code: string]: string } = {
  EACCES: allow,
  EPERM: allow,
  EROFS: elsewhere,
  ENOSPC: 'Make room and try again.',
  EDQUOT: 'Make room and try again.',
  ELOOP: elsewhere,
  ENOTDIR: elsewhere,
};
