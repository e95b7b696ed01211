import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settings } from './settings.ts';

/** A user of the host. Nobody but the host knows the name. */
export interface User {
  readonly name: string;
  readonly language: string;
  readonly locale: string;
}

const file = (): string => join(settings().FIREFLY_DATA, 'users.jsonl');

/** Adds a user. Several processes may do so at once. */
export async function addUser(user: User): Promise<void> {
  await mkdir(settings().FIREFLY_DATA, { recursive: true });
  await appendFile(file(), `${JSON.stringify(user)}\n`);
}

/** How many there are. */
export async function countUsers(): Promise<number> {
  const lines = await readFile(file(), 'utf8').catch(() => '');
  return lines.split('\n').filter((line) => line !== '').length;
}
