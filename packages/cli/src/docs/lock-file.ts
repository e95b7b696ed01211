import { readFile } from 'node:fs/promises';
import { reasonOf } from '@plainsight/core';
import { wrongUse } from '../cli-error.ts';
import { lockVersion, type Lock, type LockedEvent, type LockedField, type PastChange } from './lock.ts';

/** The lock that a file holds; `null` where there is no such file. One that holds none is wrong use. */
export const readLock = async (path: string): Promise<Lock | null> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw failed(path, reasonOf(error));
  });
  return text === null ? null : lockIn(text, path);
};

const lockIn = (text: string, path: string): Lock => {
  const json = parsed(text);
  if (isObject(json) && typeof json['lock'] === 'number' && json['lock'] > lockVersion) {
    throw failed(path, 'a later version of plainsight wrote it. Update plainsight');
  }
  if (!isLock(json)) throw failed(path, `it is no lock file. ${wayOut}`);
  return json;
};

const wayOut = 'Take it back from version control, or delete it and run check --fix to begin anew';

const failed = (path: string, reason: string) => wrongUse(`Failed to read the lock file ${path}: ${reason}.`);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLock = (value: unknown): value is Lock =>
  isObject(value) &&
  value['lock'] === lockVersion &&
  typeof value['service'] === 'string' &&
  typeof value['version'] === 'number' &&
  isRecord(value['terms'], isText) &&
  isRecord(value['common'], isField) &&
  isRecord(value['events'], isEvent) &&
  Array.isArray(value['history']) &&
  value['history'].every(isChange);

const isRecord = (value: unknown, of: (member: unknown) => boolean): boolean =>
  isObject(value) && Object.values(value).every(of);

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isTrueOrNone = (value: unknown): boolean => value === undefined || value === true;
const isTextOrNone = (value: unknown): boolean => value === undefined || isText(value);

const isField = (value: unknown): value is LockedField =>
  isObject(value) &&
  typeof value['since'] === 'number' &&
  isObject(value['type']) &&
  isTrueOrNone(value['optional']) &&
  isTextOrNone(value['freeText']) &&
  isText(value['from']) &&
  isTextOrNone(value['nested']) &&
  isTextOrNone(value['why']);

const isEvent = (value: unknown): value is LockedEvent =>
  isObject(value) &&
  isText(value['kind']) &&
  (value['everyDays'] === undefined || typeof value['everyDays'] === 'number') &&
  typeof value['since'] === 'number' &&
  isTextOrNone(value['why']) &&
  isRecord(value['fields'], isField);

const isChange = (value: unknown): value is PastChange =>
  isObject(value) &&
  typeof value['version'] === 'number' &&
  (value['change'] === 'removed' || value['change'] === 'changed') &&
  isTextOrNull(value['of']) &&
  isTextOrNull(value['field']) &&
  isTextOrNull(value['part']) &&
  isText(value['was']) &&
  (value['had'] === undefined || isField(value['had']) || isEvent(value['had']));

/** The text of a lock file: a field a line, so that a difference is one of lines. */
export const lockText = (lock: Lock): string => `${written({ ...lock }, '')}\n`;

/** A field is on one line, and so is all that is no object. */
const written = (value: unknown, indent: string): string => {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return lines('[', ']', value.map(oneLine), indent);
  if (!isObject(value) || isField(value)) return oneLine(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${written(member, deeper)}`);
  return lines('{', '}', members, indent);
};

const lines = (open: string, close: string, members: readonly string[], indent: string): string =>
  members.length === 0
    ? `${open}${close}`
    : `${open}\n${members.map((member) => `${indent}  ${member}`).join(',\n')}\n${indent}${close}`;

const oneLine = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${oneLine(member)}`);
  return `{ ${members.join(', ')} }`;
};
