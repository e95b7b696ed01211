import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/facts/default-address.ts';

const mac = '02:fc:00:00:00:01';
const noMac = '00:00:00:00:00:00';

const ip4 = (address: string, ownMac = mac): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: ownMac,
  internal: false,
  cidr: `${address}/24`,
});

const ip6 = (address: string, ownMac = mac): NetworkInterfaceInfo => ({
  address,
  netmask: 'ffff:ffff:ffff:ffff::',
  family: 'IPv6',
  mac: ownMac,
  internal: false,
  cidr: `${address}/64`,
  scopeid: 0,
});

const loopback = ip4('127.0.0.1', noMac);

describe('the address of the default interface', () => {
  it('is its MAC and its IPv4', () => {
    const interfaces = {
      lo: [loopback],
      eth0: [ip6('fe80::1'), ip4('192.0.2.2')],
      eth1: [ip4('192.0.2.3', '02:fc:00:00:00:02')],
    };
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(addressOf('eth0', interfaces, platform)).toEqual({ mac, ip4: '192.0.2.2' });
    }
  });

  it('is the first of several IPv4, and on Windows the last', () => {
    const interfaces = { eth0: [ip4('192.0.2.2'), ip4('192.0.2.3'), ip6('fe80::1'), ip4('192.0.2.4')] };
    expect(addressOf('eth0', interfaces, 'linux').ip4).toBe('192.0.2.2');
    expect(addressOf('eth0', interfaces, 'darwin').ip4).toBe('192.0.2.2');
    expect(addressOf('eth0', interfaces, 'win32').ip4).toBe('192.0.2.4');
  });

  it('has no IPv4 where there is none', () => {
    expect(addressOf('eth0', { eth0: [ip6('fe80::1')] }, 'linux')).toEqual({ mac, ip4: '' });
  });

  it('is the first alias with a MAC on Linux', () => {
    const interfaces = { 'eth0:1': [ip4('192.0.2.9')], eth0: [ip4('192.0.2.2')] };
    expect(addressOf('eth0', interfaces, 'linux')).toEqual({ mac, ip4: '192.0.2.9' });
    expect(addressOf('eth0', interfaces, 'darwin')).toEqual({ mac, ip4: '192.0.2.2' });
  });

  it('is none without a MAC, and without the interface', () => {
    for (const name of ['tun0', 'tun1', 'tun2', 'eth9', '']) {
      const interfaces = {
        tun0: [ip4('192.0.2.2', noMac)],
        tun1: [ip4('192.0.2.2', '')],
        tun2: [],
        eth0: [ip4('192.0.2.2')],
      };
      expect(addressOf(name, interfaces, 'linux')).toEqual({ mac: null, ip4: '' });
    }
  });
});
