import type { Identifier, IdentifierKind } from '../../facts/identifiers.ts';
import { automaton, type Automaton } from './automaton.ts';
import { firstLook, type FirstLook } from './first-look.ts';
import { lookThrough, type Found } from './look-through.ts';
import { needlesOf, type Sought } from './needles.ts';
import { patternsIn, type Place } from './patterns.ts';
import { plainText, withoutEscapes, type PlainCharacters } from './plain-text.ts';
import { recentVerdicts } from './recent-verdicts.ts';
import { sign } from './signs.ts';

/** What a text holds that must not leave, in words without it: `this machine's host name`. Empty where it holds nothing. */
export type Leaks = (text: string, place?: Place) => readonly string[];

/** Looks for these identifiers, and for what identifies machines and people anywhere. Remembers its latest verdicts. */
export function leaksOf(identifiers: readonly Identifier[]): Leaks {
  let built: { readonly sought: Automaton<Sought>; readonly first: FirstLook } | null = null;
  const scratch = Buffer.allocUnsafeSlow(longestScratch);
  const characters: PlainCharacters = new Map();
  const verdicts = recentVerdicts(mostKept);
  const versions = recentVerdicts(mostKept);

  function look(text: string, place: Place): readonly string[] {
    const found = new Set<string>();
    let escaped = text;
    // What is escaped may have been escaped before.
    for (let depth = 0; depth <= mostDepth; depth += 1) {
      const signs = lookAt(escaped, place, found);
      const next = (signs & sign.escape) === 0 ? escaped : withoutEscapes(escaped);
      if (next === escaped) break;
      escaped = next;
    }
    return found.size === 0 ? nothing : [...found];
  }

  /** The signs that were seen. */
  function lookAt(text: string, place: Place, found: Set<string>): number {
    const { sought, first } = (built ??= searchFor(identifiers));
    const note: Found = ({ of }) => found.add(inWords[of.what]);
    let plain = text;
    const bytes = bytesOf(text);
    let signs = (bytes.length > longestScratch ? null : first(bytes)) ?? lookThrough(bytes, sought, false, note);
    if ((signs & sign.unusual) !== 0) {
      plain = plainText(text, characters);
      signs = lookThrough(bytesOf(plain), sought, true, note);
    }
    // Paths in JSON and in code have two backslashes for one.
    if ((signs & sign.slash) !== 0 && /[/\\]{2}/.test(plain)) {
      lookThrough(bytesOf(plain.replaceAll(/[/\\]{2,}/g, '/')), sought, true, note);
    }
    for (const what of patternsIn(plain, place, signs)) found.add(what);
    return signs;
  }

  /** Made anew for a long text alone. */
  const bytesOf = (text: string): Uint8Array =>
    text.length * 3 > scratch.length ? Buffer.from(text) : scratch.subarray(0, scratch.write(text));

  return (text, place = anywhere) => {
    if (text.length < shortest) return nothing;
    if (text.length > longestKept) return look(text, place);
    const kept = place.isVersion ? versions : verdicts;
    const known = kept.get(text);
    if (known !== undefined) return known;
    const verdict = look(text, place);
    kept.set(text, verdict);
    return verdict;
  };
}

function searchFor(identifiers: readonly Identifier[]): {
  readonly sought: Automaton<Sought>;
  readonly first: FirstLook;
} {
  const needles = identifiers.flatMap(needlesOf);
  const sought = automaton(needles);
  return { sought, first: firstLook(sought, needles) };
}

const mostDepth = 3;
const longestScratch = 4096;
const nothing: readonly string[] = [];
const anywhere: Place = { isVersion: false };
/** Nothing that is looked for is shorter. */
const shortest = 4;
const longestKept = 200;
const mostKept = 500;

const inWords: Readonly<Record<IdentifierKind, string>> = {
  'host name': "this machine's host name",
  'user name': "the user's name",
  'home directory': "the user's home directory",
  'working directory': 'the working directory',
  'MAC address': 'a MAC address of this machine',
  'IP address': 'an IP address of this machine',
  'configured host': 'the configured host',
  'container id': "this container's id",
};
