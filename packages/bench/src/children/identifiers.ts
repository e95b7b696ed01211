import type { Identifier } from '@plainsight/core';

/** A machine like many, as the leak guard looks for it. */
export const identifiers: readonly Identifier[] = [
  { what: 'host name', value: 'brass-kettle-7.teahouse.lan' },
  { what: 'host name', value: 'brass-kettle-7' },
  { what: 'user name', value: 'hildegard' },
  { what: 'home directory', value: '/home/hildegard' },
  { what: 'working directory', value: '/srv/teahouse/current' },
  { what: 'MAC address', value: '02:fc:00:0b:0a:01' },
  { what: 'IP address', value: '203.0.113.77' },
  { what: 'IP address', value: 'fe80::fc:ff:fe0b:a01' },
];
