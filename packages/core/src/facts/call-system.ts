import { loadPackage } from '../surroundings/load-package.ts';
import type { SystemCall } from './system-sources.ts';

/** What the calls give, and nothing else of what systeminformation read: no serial number, no host name. */
export interface SystemAnswers {
  readonly osInfo: { readonly distro: string; readonly release: string; readonly codename: string };
  readonly system: { readonly virtual: boolean; readonly uuid: string };
  readonly networkInterfaceDefault: { readonly name: string };
}

/** Makes one call of systeminformation. Rejects where it does; may block for as long as its commands run. */
export async function callSystem(call: SystemCall): Promise<SystemAnswers[SystemCall]> {
  const { networkInterfaceDefault, osInfo, system } = await loadPackage(
    'systeminformation',
    import('systeminformation'),
    ['networkInterfaceDefault', 'osInfo', 'system'],
  );
  if (call === 'networkInterfaceDefault') return { name: await networkInterfaceDefault() };
  if (call === 'system') {
    const { virtual, uuid } = await system();
    return { virtual: virtual ?? false, uuid };
  }
  const { distro, release, codename } = await osInfo();
  return { distro, release, codename };
}
