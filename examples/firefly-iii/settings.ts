import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** What an administrator sets, under its own names. It is the config that the plan reads. */
export interface Settings {
  readonly SEND_TELEMETRY: boolean;
  readonly TELEMETRY_URL: string;
  readonly FIREFLY_DATA: string;
  readonly DEFAULT_LANGUAGE: string;
  readonly DB_CONNECTION: string;
  readonly IS_DOCKER: boolean;
  /** Where the web server listens; 0 for a port that is free. */
  readonly APP_PORT: number;
  /** Of the administrator; empty for none. */
  readonly ADMIN_PASSWORD: string;
}

/** Reads them from the environment and, where that does not have one, from `.env` in the folder that the host runs in. */
export const settings = (): Settings => readSettings(process.env, '.env');

/** Reads them anew. A file that is not there sets nothing. */
export function readSettings(env: NodeJS.ProcessEnv, file: string): Settings {
  const given: NodeJS.ProcessEnv = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...env };
  return {
    SEND_TELEMETRY: isTrue(given['SEND_TELEMETRY']),
    // This address is nobody's.
    TELEMETRY_URL: given['TELEMETRY_URL'] ?? 'https://telemetry.example.org/submit',
    FIREFLY_DATA: given['FIREFLY_DATA'] ?? 'storage',
    DEFAULT_LANGUAGE: given['DEFAULT_LANGUAGE'] ?? 'en_US',
    DB_CONNECTION: given['DB_CONNECTION'] ?? 'sqlite',
    IS_DOCKER: isTrue(given['IS_DOCKER']),
    APP_PORT: Number(given['APP_PORT'] ?? 0),
    ADMIN_PASSWORD: given['ADMIN_PASSWORD'] ?? '',
  };
}

/** On by this word alone: whatever else is there, telemetry is off. */
const isTrue = (text = ''): boolean => text.trim().toLowerCase() === 'true';
