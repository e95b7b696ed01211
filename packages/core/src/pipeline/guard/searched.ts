import type { Identifier } from '../../facts/identifiers.ts';
import { genericWords } from './generic-words.ts';
import { plainText } from './plain-text.ts';

/** An identifier that is not looked for, and why. */
export interface PassedOver extends Identifier {
  readonly why: string;
}

/** Which identifiers are looked for. */
export interface Searched {
  readonly searched: readonly Identifier[];
  readonly passedOver: readonly PassedOver[];
}

const shortest = 4;

/** Too short, or a word that is met for other reasons: to look for it would keep back what identifies nobody. */
export function searchedOf(identifiers: readonly Identifier[], planWords: ReadonlySet<string>): Searched {
  const searched: Identifier[] = [];
  const passedOver: PassedOver[] = [];
  for (const one of identifiers) {
    const why = whyNot(one, planWords);
    if (why === null) searched.push(one);
    else passedOver.push({ ...one, why });
  }
  return { searched, passedOver };
}

function whyNot({ what, value }: Identifier, planWords: ReadonlySet<string>): string | null {
  const text = plainText(value)
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/(?<=.)\/+$/, '');
  if (genericWords.has(text) || isGenericHome(text)) return 'many machines have the same';
  if (text.replaceAll(/[^\p{L}\p{N}]/gu, '').length < shortest) return `it has fewer than ${shortest} letters`;
  if (what.endsWith('name') && planWords.has(text)) return 'it is a word of the plan';
  if (what === 'configured host' && (planWords.has(text) || isOwn(text))) return 'many machines have the same';
  return null;
}

/** Of a user that many machines have. */
const isGenericHome = (text: string): boolean =>
  genericWords.has(/^(?:[a-z]:)?\/(?:home|users)\/([^/]+)$/.exec(text)?.[1] ?? '');

/** Loopback, and no address at all. */
const isOwn = (text: string): boolean => /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1?\]?)$/.test(text);
