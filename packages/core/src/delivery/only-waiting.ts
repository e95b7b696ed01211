import { letGo } from '../surroundings/clock.ts';
import { clearInterval, setInterval } from '../surroundings/node-timers.ts';

/**
 * Calls `giveUp` once, when nothing keeps this process alive but sockets that are connecting or writing.
 * Those do so although they are unref'd (libuv counts a pending connect or write by itself), and a firewall that drops
 * packets would hold a process that has ended its work for minutes. Gives the function that ends the watch.
 */
export const whenOnlyWaiting = (giveUp: () => void): (() => void) => {
  const watch = setInterval(() => {
    if (!isOnlyWaiting()) return;
    clearInterval(watch);
    giveUp();
  }, watchMillis);
  letGo(watch);
  return () => clearInterval(watch);
};

const watchMillis = 200;

function isOnlyWaiting(): boolean {
  const kinds = process.getActiveResourcesInfo();
  const others = kinds.filter((kind) => !waitingKind.test(kind));
  if (others.length === kinds.length || !others.every((kind) => streamKind.test(kind))) return false;
  return others.length === 0 || areOutputs(handles());
}

/** Pending requests of libuv, as `process.getActiveResourcesInfo` names them in Node 20 to 26. */
const waitingKind = /^\w*(?:Connect|Write|Shutdown)(?:Req)?Wrap$/;

/** What standard input and output may be. Output is listed although it keeps nothing alive. */
const streamKind = /^(?:Pipe|TTY)Wrap$/;

/** Undocumented, and all there is to tell a host that reads its standard input from one that has only written. */
function handles(): unknown {
  const list: unknown = Reflect.get(process, '_getActiveHandles');
  return typeof list === 'function' ? list.call(process) : null;
}

const areOutputs = (open: unknown): boolean => Array.isArray(open) && open.every(isOutput);

const isOutput = (handle: unknown): boolean =>
  typeof handle === 'object' && handle !== null && 'fd' in handle && (handle.fd === 1 || handle.fd === 2);
