import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Signs what goes to a browser and comes back. */
export interface Signer {
  sign(purpose: string, text: string): string;
  holds(purpose: string, text: string, signature: string): boolean;
}

/** A signer with a secret, or with one of its own that ends with the process. */
export function signerWith(secret: string | undefined): Signer {
  const key = secret === undefined ? randomBytes(32) : createHash('sha256').update(secret).digest();
  const sign = (purpose: string, text: string): string =>
    createHmac('sha256', key).update(`${purpose}:${text}`).digest('base64url');
  return {
    sign,
    holds: (purpose, text, signature) => {
      const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(purpose, text))];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
