import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/** What a project's file may be called, the first that is there. */
export const projectNames = ['ts', 'mts', 'js', 'mjs'].map((extension) => `plainsight.config.${extension}`);

/** The path of the project's file in a folder; `null` where there is none. */
export const findProject = async (folder: string): Promise<string | null> => {
  for (const name of projectNames) {
    const path = resolve(folder, name);
    if ((await stat(path).catch(() => null))?.isFile() === true) return path;
  }
  return null;
};
