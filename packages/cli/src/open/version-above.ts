import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Version in the `package.json` nearest above a file; `0.0.0` where there is none. Never rejects. */
export const versionAbove = async (path: string): Promise<string> => {
  const none = '0.0.0';
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const json = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
    if (json !== null) return versionIn(json) ?? none;
    if (folder === dirname(folder)) return none;
  }
};

const versionIn = (json: string): string | null => {
  try {
    const content: unknown = JSON.parse(json);
    if (typeof content !== 'object' || content === null || !('version' in content)) return null;
    return typeof content.version === 'string' && content.version !== '' ? content.version : null;
  } catch {
    return null;
  }
};
