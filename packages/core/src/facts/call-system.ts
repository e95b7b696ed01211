import { loadPackage } from '../surroundings/load-package.ts';
import type { SystemCall } from './system-sources.ts';

/** What the calls give, and nothing else of what systeminformation read: no serial number, no host name. */
export interface SystemAnswers {
  readonly osInfo: { readonly distro: string; readonly release: string; readonly codename: string };
  readonly system: { readonly virtual: boolean; readonly uuid: string };
  readonly networkInterfaceDefault: { readonly name: string };
}

/**
 * Makes one call of systeminformation, of those that are made where this is not Linux. Rejects where it does, or where no
 * command can be started; may block for as long as its commands run.
 */
export async function callSystem(call: SystemCall): Promise<SystemAnswers[SystemCall]> {
  const { networkInterfaceDefault, osInfo, system } = await loadPackage(
    'systeminformation',
    import('systeminformation'),
    ['networkInterfaceDefault', 'osInfo', 'system'],
  );
  if (call === 'networkInterfaceDefault') return { name: await begunHere(() => networkInterfaceDefault()) };
  if (call === 'system') {
    const { virtual, uuid } = await begunHere(() => system());
    return { virtual: virtual ?? false, uuid };
  }
  const { distro, release, codename } = await begunHere(() => osInfo());
  return { distro, release, codename };
}

/**
 * systeminformation starts its commands on the next tick, where nobody can catch that one cannot be started, and the process
 * would end. What a call puts off to the next tick is done here instead, where it can be caught.
 */
function begunHere<T>(call: () => Promise<T>): Promise<T> {
  const { nextTick } = process;
  const putOff: (() => void)[] = [];
  let answer: Promise<T>;
  process.nextTick = (action: (...given: never[]) => void, ...given: never[]) =>
    void putOff.push(() => action(...given));
  try {
    answer = call();
  } finally {
    process.nextTick = nextTick;
  }
  for (const action of putOff) action();
  return answer;
}
