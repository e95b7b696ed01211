import { homedir, hostname, userInfo, type NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ownIdentifiers } from '../../src/facts/own-identifiers.ts';
import { systemMachine } from '../../src/facts/system-machine.ts';

const info = (address: string, mac: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac,
  internal,
  cidr: null,
});

describe('ownIdentifiers', () => {
  it('gives what this machine and who runs it are called', async () => {
    const found = await ownIdentifiers({ SUDO_USER: 'hildegard', USER: '' });
    const values = new Set(found.map(({ value }) => value));
    for (const value of [
      hostname(),
      hostname().split('.')[0],
      userInfo().username,
      homedir(),
      process.cwd(),
      'hildegard',
    ]) {
      expect(values).toContain(value);
    }
    expect(values.size).toBe(found.length);
  });

  it('gives the addresses of interfaces that lead out of the machine', async () => {
    const found = await ownIdentifiers({}, () => ({
      lo: [info('127.0.0.1', '00:00:00:00:00:00', true)],
      eth0: [info('203.0.113.77', '02:fc:00:0b:0a:01'), info('203.0.113.78', '02:fc:00:0b:0a:01')],
      down: [info('0.0.0.0', '00:00:00:00:00:00')],
      gone: undefined,
    }));
    expect(found.filter(({ what }) => what.endsWith('address'))).toEqual([
      { what: 'MAC address', value: '02:fc:00:0b:0a:01' },
      { what: 'IP address', value: '203.0.113.77' },
      { what: 'IP address', value: '203.0.113.78' },
    ]);
  });

  it('leaves out what cannot be read', async () => {
    const found = await ownIdentifiers({}, () => {
      throw new Error('EPERM');
    });
    expect(found.some(({ what }) => what === 'MAC address')).toBe(false);
    expect(found.some(({ what }) => what === 'host name')).toBe(true);
  });

  it('is asked once a process', async () => {
    let asked = 0;
    const machine = systemMachine({
      interfaces: () => {
        asked += 1;
        return {};
      },
    });
    expect(await machine.identifiers()).toEqual(await machine.identifiers());
    expect(asked).toBe(1);
  });
});
