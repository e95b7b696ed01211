import { reasonOf } from '../errors.ts';
import { askedInTime } from '../surroundings/answered.ts';
import { systemClock, type Clock } from '../surroundings/clock.ts';
import { held } from '../surroundings/held.ts';
import type { ConfigReading, ConfigReadOptions, ConfigSource } from './config-source.ts';
import type * as ReadText from './read-text.ts';
import { inert, sentence } from './shown.ts';

/**
 * A config file in YAML, or in JSON with or without comments, in UTF-8. It is looked at before each delivery and at each
 * `read()`, and read again when it has changed. While a file is missing, half-written or broken, or takes longer than 5 seconds to
 * read, the problem says what is wrong and where, and telemetry is held back. Nothing but comments is an empty config, without a
 * problem. A relative path counts from the directory that the process is in now.
 *
 * @example yamlFile('/etc/butler/production.yaml')
 */
export function yamlFile(path: string, clock: Clock = systemClock): ConfigSource {
  const file = process.getBuiltinModule('node:path').resolve(path);
  const place = inert(path);
  /** The last good config. */
  let last: object | null = null;
  let seen: ReadText.FileText | null = null;
  let reading: ConfigReading = { config: null, problem: null };
  let working: Promise<unknown> = Promise.resolve();
  const textNow = askedInTime((readText: typeof ReadText.readText) => readText(file, seen?.mark ?? null, clock), {
    clock,
  });

  const failed = (why: string): ConfigReading => ({
    config: last,
    problem: sentence(`Failed to read the config ${place}: ${inert(why)}`),
  });

  async function readOnce(): Promise<ConfigReading> {
    try {
      const { readText } = await import('./read-text.ts');
      const found = await textNow(readText);
      if (found === null) return reading;
      const isSame = found.text === seen?.text;
      seen = null;
      // Parsing takes most of the time.
      if (!isSame) reading = await readingOf(found.text);
      seen = found;
      return reading;
    } catch (error) {
      seen = null;
      return failed(reasonOf(error));
    }
  }

  async function readingOf(text: string): Promise<ConfigReading> {
    if (text.trim() === '' && holdsSomething(last)) return failed(emptied);
    const { parseConfig } = await import('./parse-config.ts');
    const parsed = await parseConfig(text, clock);
    if (parsed.ok) {
      last = parsed.config;
      return { config: last, problem: null };
    }
    const { why, line, column, isOther } = parsed;
    // What is half-written may be a text. A list is not half of a config: what it says is not known.
    if (isOther) last = null;
    const wrong = failed(`${why}${line === null ? '' : `, at line ${line}, column ${column}`}. Correct it.`);
    return isOther ? { ...wrong, isOther } : wrong;
  }

  /** One after the other, so that the last good config is that of the last read. The thread that parses holds nothing. */
  function read({ background = false }: ConfigReadOptions = {}): Promise<ConfigReading> {
    const next = working.then(readOnce);
    working = next;
    return background ? next : held(next);
  }

  // Reading and parsing have limits of their own.
  const limitMillis = Number.POSITIVE_INFINITY;
  return { kind: 'config source', place, limitMillis, read, lookAgain: () => read({ background: true }) };
}

/** A file that is being written is empty at first. */
const emptied = 'it is empty, and was not before. Write the config, or a comment where it is to be empty.';

const holdsSomething = (config: object | null): boolean => config !== null && Object.keys(config).length > 0;
