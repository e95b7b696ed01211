import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternsIn } from '../../../src/pipeline/guard/patterns.ts';

const inText = (text: string): readonly string[] => patternsIn(text, { isVersion: false });
const inVersion = (text: string): readonly string[] => patternsIn(text, { isVersion: true });

describe('patternsIn', () => {
  it.each([
    [
      'an IPv4 address',
      ['192.168.1.20', '10.0.0.7', '93.184.216.34', 'at 172.16.0.9.', 'http://10.1.2.3:80/', '100.64.3.2'],
    ],
    ['an IPv6 address', ['2001:db8::1', '[fe80::1ff:fe23:4567:890a]:80', 'FD00::7', '2001:0db8:0:0:0:0:0:1, then']],
    ['a MAC address', ['00:1a:2b:3c:4d:5e', '00-1A-2B-3C-4D-5E', '001a.2b3c.4d5e', 'mac=aa:bb:cc:dd:ee:ff;']],
    [
      'an e-mail address',
      ['jane@example.org', 'Jane <jane.doe+x@mail.example.co.uk>', "o'neil@example.org", 'jürgen@müller.de'],
    ],
    [
      'a file path',
      [
        '/home/jane/x',
        '/Users/jane',
        'in /var/lib/x.db:',
        String.raw`C:\Users\jane`,
        'c:/x',
        String.raw`\\nas\share`,
        '~/.ssh',
        '~jane/x',
        'file:///x/y',
        '("/etc/passwd")',
      ],
    ],
    ['a URL with credentials', ['https://jane:secret@example.org/x', 'postgres://u:p%40@db', 'https://token@host']],
    ['a JSON Web Token', ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl']],
    ['a PEM block', ['-----BEGIN RSA PRIVATE KEY-----\nMIIE']],
  ])('finds %s', (what, texts) => {
    for (const text of texts) expect([text, inText(text)]).toEqual([text, expect.arrayContaining([what])]);
  });

  it.each([
    '1.2.3.4',
    'v93.184.216.34',
    'Chrome/121.0.0.0',
    'version 93.184.216.34',
    '93.184.216.34-beta',
    '>=93.184.216.34',
    '10.0.19045.3803',
    '1.3.6.1.4.1.311',
    '127.0.0.1:5432',
    '0.0.0.0',
    '255.255.255.0',
    '::1',
    '::',
    '1.2.3',
    '1.2.3-beta.1+build.5',
    '>=1.2.3 <2',
    '^1.0.0 || ~2.1',
    '1.x',
    '6.1.0-18-amd64',
    '5.15.167.4-microsoft-standard-WSL2',
    '019b76da-a800-7000-8000-000000000001',
    'd41d8cd98f00b204e9800998ecf8427e',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
    '16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48',
    '2026-01-31T12:34:56.789Z',
    '12:34:56',
    '2026-01-31',
    '12:34',
    'PT1H',
    '00:00:00:00:00:00',
    'application/json; charset=utf-8',
    'image/svg+xml',
    'key/value',
    'and/or',
    'n/a',
    'a/b/c',
    '/api/v1/users/5',
    '/users/5',
    'https://example.org/usr/share/x',
    'https://example.org/@jane',
    'node_modules/x/y.js',
    './src/x.ts',
    's3:x',
    '@scope/name',
    '@scope/name@1.2.3',
    'kettle@1.2.3-beta.rc',
    'npm:@scope/name@^1.0.0',
    'kettle@latest',
    'Intel(R) Xeon(R) CPU @ 2.20GHz',
    '@jane',
    'a @ b.c',
    'AMD Ryzen 7 5800X 8-Core Processor',
    'Apple M2 Pro',
    'Debian GNU/Linux 12 (bookworm)',
    'std::vector<int>',
    'abc::def',
    'feed::add',
    'Foo::Bar',
    'en_US',
    'Europe/Berlin',
    'GMT+01:00',
    'eyJ',
    'eyebright.eyes.eyed',
    '100%',
    '50/50',
    'C: drive',
    'a:b',
    '~5',
    'x~/y',
  ])('finds nothing in %j', (text) => {
    expect(inText(text)).toEqual([]);
    expect(inText(`it is ${text} here`)).toEqual([]);
  });

  it('takes four numbers for a version where versions are written, but for those of a private network that none begins with', () => {
    for (const text of ['93.184.216.34', '10.0.0.7', '8.8.8.8']) expect([text, inVersion(text)]).toEqual([text, []]);
    for (const text of ['192.168.1.20', '172.20.1.2', '169.254.7.7'])
      expect([text, inVersion(text)]).toEqual([text, ['an IPv4 address']]);
  });

  it('finds nothing in versions, hashes, ids and times', () => {
    const number = fc.nat({ max: 31 });
    const version = fc
      .tuple(number, number, number, number)
      .map((parts) => parts.join('.'))
      .filter((text) => !text.startsWith('10.'));
    const time = fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString());
    const hash = fc.uint8Array({ minLength: 16, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('hex'));
    fc.assert(
      fc.property(fc.oneof(version, time, hash, fc.uuid()), (text) => {
        expect(inText(text)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
