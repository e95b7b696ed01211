import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { defaultInterface } from '../../src/facts/linux-default-interface.ts';
import { distributionOf } from '../../src/facts/linux-distribution.ts';
import { runDmesg } from '../../src/facts/linux-dmesg.ts';
import { textOfFile } from '../../src/facts/linux-file.ts';
import { isVirtual } from '../../src/facts/linux-hardware.ts';
import { readKernelLog } from '../../src/facts/linux-kernel-log.ts';
import { readLinux } from '../../src/facts/linux-system.ts';
import { systemReads } from '../../src/facts/system-sources.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { run } from './fixtures/run.ts';
import { machines, type Files } from './linux-machines.ts';

/** A folder with these files. */
async function folderWith(files: Files): Promise<string> {
  const root = await temporaryDirectory();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const readBySysteminformation = async (asked: readonly object[]): Promise<readonly unknown[]> => {
  const { stdout } = await run('systeminformation-in-root.ts', [JSON.stringify(asked)]);
  return JSON.parse(stdout) as readonly unknown[];
};

const onLinux = describe.runIf(process.platform === 'linux');

onLinux('a machine on Linux', () => {
  it('is read from files as systeminformation reads it by commands', async () => {
    const all = Object.entries(machines);
    const roots = await Promise.all(all.map(([, files]) => folderWith(files)));
    const theirs = await readBySysteminformation(roots.map((root) => ({ root })));
    for (const [index, root] of roots.entries()) {
      const ours = await Promise.all(systemReads.map((read) => readLinux(read, { root })));
      expect({ machine: all[index]?.[0], ...Object.assign({}, ...ours) }).toEqual({
        machine: all[index]?.[0],
        ...(theirs[index] as object),
      });
    }
    // They differ from each other: it is not one answer for all.
    expect(new Set(theirs.map((one) => JSON.stringify(one))).size).toBe(all.length);
  }, 60_000);

  it('has a distribution that is understood as systeminformation does, whatever stands there', async () => {
    const keys = 'NAME,VERSION,VERSION_ID,VERSION_CODENAME,PRETTY_NAME,DISTRIB_ID,DISTRIB_RELEASE,DISTRIB_CODENAME';
    const key = fc.constantFrom(...keys.split(','), ' name ', 'Version', '__proto__', '#NAME', '');
    const word = fc.constantFrom(
      'Tux',
      '"Tux"',
      "'Tux'",
      '"Tux 9 (nine)"',
      'Tux 9',
      '(9',
      '9)',
      '""',
      '',
      '"',
      ' 9 (a) (b)',
      'a=b',
    );
    const line = fc.tuple(key, fc.constantFrom('=', ' = ', ':', '=='), word).map((parts) => parts.join(''));
    const text = fc
      .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom('\n', '\r\n'))
      .map(([lines, end]) => lines.join(end));
    const texts = fc.sample(text, { numRuns: 100, seed: 7 });
    expect(texts.map(distributionOf)).toEqual(await readBySysteminformation(texts.map((one) => ({ text: one }))));
  }, 60_000);

  it('says nothing where there are no files', async () => {
    const root = await temporaryDirectory();
    expect(await readLinux('osInfo', { root })).toEqual({ distro: 'unknown', release: 'unknown', codename: '' });
    expect(await readLinux('uuid', { root })).toEqual({ uuid: '' });
    expect(await readLinux('networkInterfaceDefault', { root, interfaces: () => ({}) })).toEqual({ name: '' });
  });
});

onLinux('a file', () => {
  it('is read up to 64 KB', async () => {
    const root = await folderWith({ small: 'NAME=Tux', empty: '', large: 'x'.repeat(100_000) });
    expect(await textOfFile(join(root, 'small'))).toBe('NAME=Tux');
    expect(await textOfFile(join(root, 'empty'))).toBe('');
    expect(await textOfFile(join(root, 'large'))).toHaveLength(64 * 1024);
  });

  it('is empty where it is none, or is no regular file, and nothing is waited for', async () => {
    const root = await temporaryDirectory();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await symlink('/dev/zero', join(root, 'device'));
    await symlink('nowhere', join(root, 'dangling'));
    for (const name of ['pipe', 'device', 'dangling', 'none', '']) expect(await textOfFile(join(root, name))).toBe('');
    expect(await readKernelLog(join(root, 'pipe'))).toBeNull();
    expect(await readKernelLog(join(root, 'device'))).toBeNull();
    expect(await readKernelLog(join(root, 'none'))).toBeNull();
  });
});

onLinux('the default interface', () => {
  const details = (scopeid: number) =>
    ({ address: 'fe80::1', netmask: '', family: 'IPv6', mac: '', internal: false, cidr: null, scopeid }) as const;
  const header = 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n';
  const nameIn = async (table: string, interfaces = {}) =>
    defaultInterface(await folderWith({ 'proc/net/route': `${header}${table}` }), () => interfaces);

  it('is that of the first route that leads anywhere and is up', async () => {
    const vpn = 'tun0\t00000000\t0108A8C0\t0003\t0\t0\t0\t00000080\t0\t0\t0\n';
    const rejecting = '*\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0\n';
    const down = 'eth9\t00000000\t0102A8C0\t0002\t0\t0\t0\t00000000\t0\t0\t0\n';
    const wired = 'eth0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n';
    const wireless = 'wlan0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n';
    const local = 'eth1\t0002A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n';
    expect(await nameIn(vpn + rejecting + down + wired + wireless + local)).toBe('eth0');
    expect(await nameIn(wireless)).toBe('wlan0');
    expect(await nameIn(local.repeat(5000))).toBe('');
  });

  it('is without a route the one of the lowest scope that leads out, else the first', async () => {
    const inside = { ...details(1), internal: true };
    expect(await nameIn('', { lo: [inside], eth1: [details(3)], eth0: [details(2)] })).toBe('eth0');
    expect(await nameIn('', { lo: [inside], eth1: [details(0)], eth0: [details(9999)] })).toBe('eth1');
    expect(await nameIn('', { lo: [inside] })).toBe('');
  });

  it.each(['docker0', 'br-0a1b2c3d4e5f', 'veth12ab34c', 'virbr0', 'cni0', 'podman0', 'lxdbr0'])(
    'is none that a program made for containers or virtual machines: %s',
    async (name) => {
      expect(await nameIn('', { [name]: [details(1)] })).toBe('');
      expect(await nameIn('', { [name]: [details(1)], 'br-lan': [details(3)] })).toBe('br-lan');
    },
  );
});

onLinux('whether a machine is virtual', () => {
  const log = (...messages: string[]) =>
    messages.map((one, index) => `6,${index},${index * 10},-;${one}\n SUBSYSTEM=kvm virtual\n`).join('');
  const asked = async (files: Files, dmesg: string | null = null, kernel = '6.1.0-18-amd64') =>
    isVirtual({ root: await folderWith(files), kernel, dmesg: async () => dmesg });

  it('is said by the log of the kernel, in words of one message', async () => {
    expect(await asked({ 'dev/kmsg': log('Linux version 6.1', 'Hypervisor detected: KVM') })).toBe(true);
    expect(await asked({ 'dev/kmsg': log('Linux version 6.1', String.raw`a\x0ahypervisor\x0aKVM`) })).toBe(false);
    expect(await asked({ 'dev/kmsg': log('KVM: Nested Virtualization enabled', 'input /devices/virtual/kvm') })).toBe(
      false,
    );
  });

  it('is asked of dmesg where the log is no file, and not known where that says nothing', async () => {
    expect(await asked({}, '[    0.0] Hypervisor detected: KVM\n')).toBe(true);
    expect(await asked({}, '')).toBe(false);
    expect(await asked({})).toBeNull();
    expect(await asked({ 'dev/kmsg': log('Linux') }, 'Hypervisor detected: KVM')).toBe(false);
  });

  it('is known of a subsystem of Windows by its kernel', async () => {
    expect(await asked({}, '', '5.15.153.1-microsoft-standard-WSL2')).toBe(true);
    expect(await asked({}, '', '6.6.0-wsl2')).toBe(true);
  });
});

onLinux('dmesg', () => {
  const replaced = async (script: string | null): Promise<void> => {
    const folder = script === null ? await temporaryDirectory() : await folderWith({ dmesg: `#!/bin/sh\n${script}\n` });
    if (script !== null) execFileSync('chmod', ['755', join(folder, 'dmesg')]);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    if (script === null) vi.stubEnv('PATH', folder);
  };

  it('is heard where it prints, and where it ends with an error', async () => {
    await replaced('echo virtual');
    expect(await runDmesg()).toBe('virtual\n');
    await replaced('echo "not permitted" >&2; exit 1');
    expect(await runDmesg()).toBe('');
    await replaced('yes virtual');
    expect((await runDmesg())?.slice(0, 8)).toBe('virtual\n');
  });

  it('says nothing where there is no such command', async () => {
    await replaced(null);
    expect(await runDmesg()).toBe('');
  });

  it('is not known where it hangs or cannot be started', async () => {
    await replaced('exec sleep 60');
    expect(await runDmesg(50)).toBeNull();
    vi.stubEnv('TOO_LARGE', 'x'.repeat(1024 * 1024));
    expect(await runDmesg()).toBeNull();
  });
});
