import { quoted } from '../facts/shown.ts';
import type { Decided } from './decisions.ts';
import { repeatedKeys } from './repeated-keys.ts';

const about =
  'What was decided about usage telemetry here: by the operator, and ids that must last. Written by plainsight. ' +
  'To switch telemetry off by hand, set "consent" to { "value": "off", "at": "2026-01-01T00:00:00.000Z" }.';

/** What a file of decisions holds, or all that is wrong with it, in words that hold no value of it. */
export type ParsedDecisions =
  | { readonly decided: Decided; readonly problems?: undefined }
  | { readonly problems: readonly string[]; readonly decided?: undefined };

/** Decisions as the text of a file: readable, and with a word on what it is. */
export const formatDecisions = (decided: Decided): string => `${JSON.stringify({ about, ...decided }, null, 2)}\n`;

/**
 * Reads what {@link formatDecisions} wrote, or a person changed. Keys that are not known are kept: a later version wrote them. One
 * that is nearly a known key, or stands there twice, is a problem: a person meant something by it.
 */
export function parseDecisions(text: string): ParsedDecisions {
  const json = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problems: ['it is no JSON'] };
  }
  if (!isMap(value)) return { problems: ['it holds something other than an object'] };
  const { about: _, ...rest } = value;
  const twice = repeatedKeys(json).map((key) => `${quoted(key)} stands in it twice`);
  const problems = [...twice, ...problemsOf(rest)];
  return isDecided(rest, problems) ? { decided: rest } : { problems };
}

type Map = { readonly [key: string]: unknown };

const isMap = (value: unknown): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isMapOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  isMap(value) && Object.values(value).every(isItem);

/** By key: whether it holds what it should, and what that is. */
const rules: { readonly [key in Known]: readonly [(value: unknown) => boolean, string] } = {
  consent: [isConsent, 'an object with "value", which is "on" or "off", and "at", which is a time'],
  installationId: [isText, 'a string'],
  instanceIds: [(value) => isMapOf(value, isText), 'an object of strings'],
  machineId: [isMachineId, 'an object with "id", which is a string, and "parts", which is an array of strings'],
  acceptedVersion: [isNumber, 'a number'],
  noticeShown: [(value) => isMapOf(value, isText), 'an object of strings'],
  lastSlots: [(value) => isMapOf(value, isNumber), 'an object of numbers'],
};

type Known =
  | 'consent'
  | 'installationId'
  | 'instanceIds'
  | 'machineId'
  | 'acceptedVersion'
  | 'noticeShown'
  | 'lastSlots';

/** The keys of decisions that say nothing: those of a later version, or such as were meant to be another. */
export const unknownKeysIn = (decided: object): readonly string[] =>
  Object.keys(decided).filter((key) => !Object.hasOwn(rules, key));

function isConsent(value: unknown): boolean {
  return isMap(value) && (value['value'] === 'on' || value['value'] === 'off') && isText(value['at']);
}

function isMachineId(value: unknown): boolean {
  return isMap(value) && isText(value['id']) && Array.isArray(value['parts']) && value['parts'].every(isText);
}

function* problemsOf(value: Map): Generator<string> {
  yield* nearly(value, Object.keys(rules));
  if (isMap(value['consent'])) yield* nearly(value['consent'], ['value', 'at']);
  for (const [key, [isRight, what]] of Object.entries(rules)) {
    if (Object.hasOwn(value, key) && !isRight(value[key])) yield `"${key}" must be ${what}`;
  }
}

function* nearly(value: Map, known: readonly string[]): Generator<string> {
  for (const key of Object.keys(value)) {
    const meant = known.find((name) => name !== key && plain(name) === plain(key));
    if (meant !== undefined) yield `${quoted(key)} must be written "${meant}"`;
  }
}

/** Without what people do not see, or do not heed: case, width, accents, spaces, hyphens, invisible characters. */
const plain = (key: string): string =>
  key
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

const isDecided = (_value: Map, problems: readonly string[]): _value is Decided => problems.length === 0;
