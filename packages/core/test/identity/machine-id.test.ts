import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineId } from '../../src/identity/machine-id.ts';

const mac = '02:fc:00:00:00:01';
const systemUuid = '4c4c4544-0042-3510-8051-b4c04f4d3732';

describe('the id of a machine', () => {
  // printf '%s' "$message" | openssl dgst -sha256 -hmac "$mac"
  it('is what openssl computes', () => {
    expect(machineId({ mac, ip4: '192.0.2.2', systemUuid }, 'qlik.example.com')).toBe(
      'de0872a1fd6bfd164f8756f705f7eedbc08af3f1bd91fc574c65ef6861efd1e3',
    );
    expect(machineId({ mac, ip4: '', systemUuid: '' }, '')).toBe(
      '86575d7ed00da78f85944905c259ce10d4a5df39407c32a0c131d8b2e610946b',
    );
    expect(machineId({ mac, ip4: '10.0.0.1', systemUuid: '-' }, 'bücher.example')).toBe(
      'ae5dbd23de5f5938251a17821c442d228a1c29bfaae37db4145b566009b4308a',
    );
  });

  it('is keyed with the MAC, over MAC, IPv4, host and UUID with nothing between', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), fc.string(), (key, ip4, host, uuid) => {
        const message = [key, ip4, host, uuid].join('');
        const expected = createHmac('sha256', key).update(message, 'utf8').digest('hex');
        expect(machineId({ mac: key, ip4, systemUuid: uuid }, host)).toBe(expected);
      }),
    );
  });

  it('is none without a MAC', () => {
    expect(machineId({ mac: null, ip4: '192.0.2.2', systemUuid }, 'host')).toBeNull();
    expect(machineId({ mac: '', ip4: '192.0.2.2', systemUuid }, 'host')).toBeNull();
  });
});
