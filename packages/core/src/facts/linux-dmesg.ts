import { Socket } from 'node:net';

/** A command that hangs is stopped after so long. */
const commandMillis = 2000;
const mostBytes = 4 * 1024 * 1024;

/**
 * What `dmesg` prints of the kernel's log; empty where there is no such command or it may not read the log; `null` where
 * it could not be started, or hung. Does not keep the process alive. Never rejects.
 */
export async function runDmesg(limitMillis = commandMillis): Promise<string | null> {
  try {
    const { execFile } = await import('node:child_process');
    // Its timer does not hold the process, as that of the option `timeout` does.
    const signal = AbortSignal.timeout(limitMillis);
    return await new Promise((resolve) => {
      const child = execFile(
        'dmesg',
        { cwd: '/', signal, killSignal: 'SIGKILL', maxBuffer: mostBytes },
        (error, stdout) => resolve(isUnknown(error) ? null : stdout),
      );
      child.unref();
      for (const pipe of child.stdio) if (pipe instanceof Socket) pipe.unref();
    });
  } catch {
    // Not every reason why a command cannot be started comes to the callback: some are thrown.
    return null;
  }
}

/** An exit code is an answer, and so is that there is no such command, or more than enough output. */
function isUnknown(error: (Error & { readonly code?: unknown }) | null): boolean {
  if (error === null || typeof error.code === 'number') return false;
  return !['ENOENT', 'EACCES', 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'].includes(String(error.code));
}
