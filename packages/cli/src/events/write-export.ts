import { open, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { formatLine } from '@plainsight/console-sink';
import { holdDirectory, reasonOf, syncFile, type TelemetryEvent } from '@plainsight/core';
import { CliError, wrongUse } from '../cli-error.ts';

/** Takes text until there is no use in more: then it gives `false`. */
export type TakeText = (text: string) => Promise<boolean>;

/** Lines that are passed on at once. */
const atOnce = 200;

/** Passes events on, one line each, and gives how many. */
export const passOn = async (
  events: AsyncIterable<TelemetryEvent>,
  take: TakeText,
  onProgress: (done: number) => void,
): Promise<number> => {
  let done = 0;
  let lines: string[] = [];
  const pass = async (): Promise<boolean> => {
    const text = lines.join('\n');
    done += lines.length;
    lines = [];
    onProgress(done);
    return take(text);
  };
  for await (const event of events) {
    lines.push(formatLine(event));
    if (lines.length >= atOnce && !(await pass())) return done;
  }
  if (lines.length > 0) await pass();
  return done;
};

/**
 * The same, to a file that is made for it and that only its owner may read. One that is there already is wrong use. What
 * could not be written whole is taken away again.
 */
export const passOnToFile = async (
  events: AsyncIterable<TelemetryEvent>,
  path: string,
  onProgress: (done: number) => void,
): Promise<number> => {
  const wrong = (reason: string, error?: unknown) =>
    wrongUse(`Failed to export to ${path}: ${reason}. Name another file with --output FILE.`, error);
  const directory = await holdDirectory(dirname(resolve(path)), { make: false }).catch((error: unknown) => {
    throw wrong(reasonOf(error), error);
  });
  const place = directory.at(basename(resolve(path)));
  try {
    const file = await open(place, 'wx', 0o600).catch((error: unknown) => {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      throw isThere ? wrong('it is there already') : wrong(directory.inWords(reasonOf(error)), error);
    });
    return await fill(file, () => rm(place, { force: true }));
  } finally {
    await directory.close();
  }

  async function fill(file: FileHandle, takeAway: () => Promise<void>): Promise<number> {
    try {
      const done = await passOn(
        events,
        async (text) => {
          await file.appendFile(`${text}\n`);
          return true;
        },
        onProgress,
      );
      await syncFile(file);
      await file.close();
      return done;
    } catch (error) {
      await file.close().catch(() => {});
      await takeAway();
      throw error instanceof CliError ? error : new CliError(1, `Failed to export to ${path}: ${reasonOf(error)}.`);
    }
  }
};
