import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Far more than any of the files that are read has; a routing table may have much more. */
const mostBytes = 64 * 1024;

/**
 * The text of a file, at most its first 64 KB; empty where there is none or it cannot be read. Waits for no pipe and no
 * device. Never rejects.
 */
export async function textOfFile(path: string): Promise<string> {
  try {
    // A pipe would be waited for until somebody writes to it.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) return '';
      const bytes = Buffer.alloc(mostBytes);
      let length = 0;
      // The kernel gives its own files in pieces, and says nothing of their size.
      for (let got = -1; got !== 0 && length < mostBytes; length += got) {
        got = (await handle.read(bytes, length, mostBytes - length, null)).bytesRead;
      }
      return bytes.toString('utf8', 0, length);
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}
