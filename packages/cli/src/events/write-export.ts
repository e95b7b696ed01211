import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatLine } from '@plainsight/console-sink';
import { reasonOf, syncFile, type TelemetryEvent } from '@plainsight/core';
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
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw wrongUse(`Failed to export to ${path}: it is there already. Name another file with --output FILE.`);
    }
    throw wrongUse(`Failed to export to ${path}: ${reasonOf(error)}. Name another file with --output FILE.`, error);
  });
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
    await rm(resolve(path), { force: true });
    throw error instanceof CliError ? error : new CliError(1, `Failed to export to ${path}: ${reasonOf(error)}.`);
  }
};
