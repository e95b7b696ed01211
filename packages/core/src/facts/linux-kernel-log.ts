import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { codeIn } from '../errors.ts';

/** No kernel keeps more of its log, unless it was built or told to. */
const mostBytes = 4 * 1024 * 1024;
const mostReads = 50_000;
/** A record is smaller, by the kernel's own limit. */
const recordBytes = 16 * 1024;

/**
 * What the kernel has logged, a message a line; empty where this user may not read it; `null` where it is not there to
 * be read, as in a container. Waits for no message to come. Never rejects.
 */
export async function readKernelLog(path: string): Promise<string | null> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await handle.stat();
    return found.isFile() || found.rdev === kmsg ? await messagesIn(handle) : null;
  } catch (error) {
    return codeIn(error) === 'EPERM' ? '' : null;
  } finally {
    await handle?.close().catch(() => {});
  }
}

/** Device 1:11. A container may have something else under the name, as its console. */
const kmsg = (1 << 8) | 11;

async function messagesIn(handle: FileHandle): Promise<string> {
  const bytes = Buffer.alloc(recordBytes);
  let text = '';
  for (let reads = 0; reads < mostReads && text.length < mostBytes; reads += 1) {
    try {
      const { bytesRead } = await handle.read(bytes, 0, recordBytes, null);
      if (bytesRead === 0) break;
      text += bytes.toString('utf8', 0, bytesRead);
    } catch (error) {
      // Messages were overwritten before they were read: the next that is there comes next.
      if (codeIn(error) !== 'EPIPE') break;
    }
  }
  // `priority,number,time,flags;message`. Lines that begin with a space are fields of a message.
  const records = text.split('\n').filter((line) => !line.startsWith(' '));
  return records.map((line) => line.slice(line.indexOf(';') + 1).replaceAll(String.raw`\x0a`, '\n')).join('\n');
}
