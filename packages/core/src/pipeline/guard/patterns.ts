import { holdsCredentials, holdsEmail } from './at-signs.ts';
import { holdsIpv4, holdsIpv6 } from './ip-addresses.ts';
import { holdsMac } from './mac-addresses.ts';
import { anySign, sign } from './signs.ts';

/** Where a text stands. */
export interface Place {
  /** Versions are written there. */
  readonly isVersion: boolean;
}

/**
 * What a text holds of what tells machines and people from others wherever they are, in words. Each is looked for from where a
 * sign of it stands, and looks a bounded way from there, or to the next sign: no text takes longer than others of its length.
 */
export function patternsIn(text: string, { isVersion }: Place, signs: number = anySign): readonly string[] {
  const found: string[] = [];
  for (const { what, needs, isIn } of patterns) {
    if ((signs & needs) === needs && isIn(text, isVersion)) found.push(what);
  }
  return found;
}

interface Pattern {
  readonly what: string;
  /** Signs that it cannot be without. */
  readonly needs: number;
  readonly isIn: (text: string, isVersion: boolean) => boolean;
}

const patterns: readonly Pattern[] = [
  { what: 'an IPv4 address', needs: sign.dot, isIn: holdsIpv4 },
  { what: 'an IPv6 address', needs: sign.colon, isIn: holdsIpv6 },
  { what: 'a MAC address', needs: sign.colon, isIn: (text) => holdsMac(text, ':') },
  { what: 'a MAC address', needs: sign.hyphen, isIn: (text) => holdsMac(text, '-') },
  { what: 'a MAC address', needs: sign.dot, isIn: (text) => holdsMac(text, '.') },
  { what: 'an e-mail address', needs: sign.at | sign.dot, isIn: holdsEmail },
  { what: 'a file path', needs: sign.slash, isIn: (text) => paths.some((path) => path.test(text)) },
  { what: 'a URL with credentials', needs: sign.colon | sign.slash | sign.at, isIn: holdsCredentials },
  { what: 'a JSON Web Token', needs: sign.dot, isIn: (text) => text.includes('eyJ') && tokens.test(text) },
  { what: 'a PEM block', needs: sign.hyphen, isIn: (text) => text.includes('-----BEGIN ') },
];

/**
 * Absolute ones, below what systems have at the top. Those of web addresses, and keys with slashes in them, begin with other
 * words, or have something before the slash.
 */
const paths = [
  /(?<![\p{L}\p{N}/._~%:-])\/(?:home|root|Users|Volumes|Library|Applications|var|etc|usr|opt|tmp|srv|mnt|media|private|export|nix|snap|run\/user)\/[\p{L}\p{N}._@-]/u,
  /(?<![\p{L}\p{N}/])~[\p{L}\p{N}_-]*\/[\p{L}\p{N}._-]/u,
  /(?<![\p{L}\p{N}])[a-z]:[\\/]{1,4}[\p{L}\p{N}._$~-]/iu,
  /(?<![\\\p{L}\p{N}])\\{2,4}[\p{L}\p{N}._-]{1,64}\\{1,2}[\p{L}\p{N}._$-]/u,
  /(?<!\p{L})file:\/\/[^/\s]{0,64}\/[^\s]/iu,
];

/** Header and payload are JSON objects, which in base64 begin with `eyJ`; each part is looked at once. */
const tokens = /(?<![\w-])eyJ[\w-]{2,}\.eyJ[\w-]{2,}\.[\w-]*/;
