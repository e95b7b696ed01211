/** Files of a machine by path. `dmesg` and `ip-route` are what these commands print. */
export type Files = { readonly [path: string]: string };

const osRelease = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const route = (name: string): Files => ({
  'proc/net/route': `Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n${name}\t00000000\t0102A8C0\t0003\t0\t0\t0\t00000000\n`,
  'ip-route': `default via 192.168.2.1 dev ${name} proto dhcp src 192.168.2.7 metric 100\n192.168.2.0/24 dev ${name} proto kernel\n`,
});
const firmware = (names: { readonly [name: string]: string }): Files =>
  Object.fromEntries(
    Object.entries(names).map(([name, value]) => [`sys/devices/virtual/dmi/id/${name}`, `${value}\n`]),
  );
const log = (...messages: readonly string[]): Files => ({
  'dev/kmsg': messages.map((message, index) => `6,${index},${index},-;${message}\n`).join(''),
  dmesg: messages.map((message) => `[    0.000000] ${message}\n`).join(''),
});

/** Machines as they are found, by what they are. */
export const machines: { readonly [what: string]: Files } = {
  'Debian on VMware': {
    ...route('ens192'),
    ...firmware({
      product_name: 'VMware Virtual Platform',
      sys_vendor: 'VMware, Inc.',
      product_uuid: '564D2F1C-0A3B-4C5D-8E9F-A0B1C2D3E4F5',
    }),
    'usr/lib/os-release': osRelease([
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
      'NAME="Debian GNU/Linux"',
      'VERSION_ID="12"',
      'VERSION="12 (bookworm)"',
      'VERSION_CODENAME=bookworm',
      'ID=debian',
    ]),
  },
  'Ubuntu on the cloud, by the log': {
    ...route('ens5'),
    ...firmware({
      product_name: 'm5.large',
      sys_vendor: 'Amazon EC2',
      product_uuid: 'EC2A1B2C-3D4E-5F60-7182-93A4B5C6D7E8',
    }),
    ...log('Linux version 6.5.0-1014-aws', 'Hypervisor detected: KVM'),
    'etc/lsb-release': osRelease([
      'DISTRIB_ID=Ubuntu',
      'DISTRIB_RELEASE=22.04',
      'DISTRIB_CODENAME=jammy',
      'DISTRIB_DESCRIPTION="Ubuntu 22.04.4 LTS"',
    ]),
    'etc/os-release': osRelease([
      'PRETTY_NAME="Ubuntu 22.04.4 LTS"',
      'NAME="Ubuntu"',
      'VERSION_ID="22.04"',
      'VERSION="22.04.4 LTS (Jammy Jellyfish)"',
      'VERSION_CODENAME=jammy',
    ]),
  },
  'Ubuntu on hardware': {
    ...route('eno1'),
    ...firmware({
      product_name: 'PowerEdge R640',
      sys_vendor: 'Dell Inc.',
      product_uuid: '4c4c4544-0034-3510-8052-b4c04f4e3632',
    }),
    ...log('Linux version 6.8.0', 'kvm_intel: Nested Virtualization enabled', 'input: as /devices/virtual/input/kvm0'),
    'etc/os-release': osRelease([
      'PRETTY_NAME="Ubuntu 24.04 LTS"',
      'NAME="Ubuntu"',
      'VERSION="24.04 LTS (Noble Numbat)"',
    ]),
  },
  'Mint, which says what it is made of': {
    ...route('wlp2s0'),
    ...firmware({
      product_name: 'To Be Filled By O.E.M.',
      sys_vendor: 'Default string',
      product_uuid: '03000200-0400-0500-0006-000700080009',
    }),
    'etc/upstream-release/lsb-release': osRelease(['DISTRIB_ID=Ubuntu', 'DISTRIB_RELEASE=22.04']),
    'etc/lsb-release': osRelease(['DISTRIB_ID=LinuxMint', 'DISTRIB_RELEASE=21.3', 'DISTRIB_CODENAME=virginia']),
    'etc/os-release': osRelease([
      'NAME="Linux Mint"',
      'VERSION="21.3 (Virginia)"',
      'PRETTY_NAME="Linux Mint 21.3"',
      'VERSION_CODENAME=virginia',
    ]),
  },
  'Alpine in KVM': {
    ...route('eth0'),
    ...firmware({ product_name: 'KVM', sys_vendor: 'Red Hat' }),
    'etc/alpine-release': '3.20.3\n',
    'etc/os-release': osRelease([
      'NAME="Alpine Linux"',
      'ID=alpine',
      'VERSION_ID=3.20.3',
      'PRETTY_NAME="Alpine Linux v3.20"',
    ]),
  },
  'Fedora on QEMU, by its disk': {
    ...route('enp1s0'),
    ...firmware({ product_name: 'Standard PC (Q35 + ICH9, 2009)', sys_vendor: 'QEMU' }),
    'dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_drive-scsi0': '',
    'etc/fedora-release': 'Fedora release 40 (Forty)\n',
    'usr/lib/os-release': osRelease([
      'NAME="Fedora Linux"',
      'VERSION="40 (Server Edition)"',
      'VERSION_CODENAME=""',
      'PRETTY_NAME="Fedora Linux 40 (Server Edition)"',
    ]),
  },
  'Red Hat on Xen': {
    ...route('eth1'),
    ...firmware({ product_name: 'HVM domU', sys_vendor: 'Xen', product_uuid: '9f8e7d6c-5b4a-3928-1706-f5e4d3c2b1a0' }),
    'etc/redhat-release': 'Red Hat Enterprise Linux release 9.4 (Plow)\n',
    'etc/os-release': osRelease([
      'NAME="Red Hat Enterprise Linux"',
      'VERSION="9.4 (Plow)"',
      'VERSION_ID="9.4"',
      'PRETTY_NAME="Red Hat Enterprise Linux 9.4 (Plow)"',
    ]),
  },
  Arch: {
    ...route('enp3s0'),
    'etc/arch-release': '',
    'etc/os-release': osRelease(['NAME="Arch Linux"', 'PRETTY_NAME="Arch Linux"', 'ID=arch', 'BUILD_ID=rolling']),
  },
  openSUSE: {
    ...route('br0'),
    'etc/os-release': osRelease([
      'NAME="openSUSE Leap"',
      'VERSION="15.6"',
      'VERSION_ID="15.6"',
      'PRETTY_NAME="openSUSE Leap 15.6"',
    ]),
  },
  'OpenWrt, whose quotes are others': {
    ...route('br-lan'),
    'etc/openwrt_release': osRelease([
      "DISTRIB_ID='OpenWrt'",
      "DISTRIB_RELEASE='23.05.3'",
      "DISTRIB_DESCRIPTION='OpenWrt 23.05.3'",
    ]),
    'usr/lib/os-release': osRelease(['NAME="OpenWrt"', 'VERSION="23.05.3"', 'PRETTY_NAME="OpenWrt 23.05.3"']),
  },
  NixOS: {
    ...route('eth2'),
    'etc/lsb-release': osRelease([
      'DISTRIB_CODENAME=tapir',
      'DISTRIB_DESCRIPTION="NixOS 23.11 (Tapir)"',
      'DISTRIB_ID=nixos',
      'DISTRIB_RELEASE="23.11"',
      'LSB_VERSION="23.11 (Tapir)"',
    ]),
    'etc/os-release': osRelease([
      'NAME=NixOS',
      'PRETTY_NAME="NixOS 23.11 (Tapir)"',
      'VERSION="23.11 (Tapir)"',
      'VERSION_CODENAME=tapir',
    ]),
  },
  'Amazon Linux': {
    ...route('ens6'),
    'etc/system-release': 'Amazon Linux release 2023 (Amazon Linux)\n',
    'etc/amazon-linux-release': 'Amazon Linux release 2023 (Amazon Linux)\n',
    'etc/os-release': osRelease([
      'NAME="Amazon Linux"',
      'VERSION="2023"',
      'VERSION_ID="2023"',
      'PRETTY_NAME="Amazon Linux 2023.4"',
    ]),
  },
  'a file that does not end with its line, and a hidden one': {
    ...route('eth3'),
    'etc/.hidden-release': 'NAME=Hidden\n',
    'etc/a-release': 'NAME=First',
    'etc/b-release': 'VERSION=2\r\nNAME="Second"\r\n',
    'etc/Z-release': 'VERSION=1\n',
  },
  'an image with nothing in it': route('eth4'),
};
