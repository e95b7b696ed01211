import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and the certificate that it signed for itself, both as PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

/** The least that is a certificate (X.509 version 1, RFC 5280), valid for a day on either side of now. */
export function selfSigned(): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const validity = der(0x30, ...[-day, day].map((from) => der(0x17, timeOf(Date.now() + from))));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const toBeSigned = der(0x30, der(0x02, Buffer.of(1)), ecdsaWithSha256, name, validity, name, spki);
  const signature = der(0x03, Buffer.of(0), sign('sha256', toBeSigned, privateKey));
  const cert = der(0x30, toBeSigned, ecdsaWithSha256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

const day = 24 * 60 * 60 * 1000;

/** Tag, length and content, as the Distinguished Encoding Rules have it (X.690). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

/** 1.2.840.10045.4.3.2. */
const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

/** CN=localhost. */
const name = der(
  0x30,
  der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('localhost')))),
);

/** `YYMMDDHHMMSSZ`. */
const timeOf = (millis: number): Buffer =>
  Buffer.from(
    new Date(millis)
      .toISOString()
      .slice(2)
      .replaceAll(/[-:T]|\.\d+/g, ''),
  );
