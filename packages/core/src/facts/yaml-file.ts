import { reasonOf } from '../errors.ts';
import { systemClock, type Clock } from '../surroundings/clock.ts';
import { held } from '../surroundings/held.ts';
import type { ConfigReading, ConfigSource, ConfigReadOptions } from './config-source.ts';
import { inert } from './shown.ts';

/**
 * A config file in YAML or JSON, in UTF-8, read anew at each `read()`. A file that is missing, half-written or broken
 * keeps the last good config, and the problem says what is wrong and where. Nothing but comments is an empty config,
 * without a problem. A relative path counts from the directory that the process is in now.
 *
 * @example yamlFile('/etc/butler/production.yaml')
 */
export function yamlFile(path: string, clock: Clock = systemClock): ConfigSource {
  const file = process.getBuiltinModule('node:path').resolve(path);
  const place = inert(path);
  let last: object | null = null;
  let lastText: string | null = null;
  let reading: Promise<unknown> = Promise.resolve();

  async function readOnce(): Promise<ConfigReading> {
    try {
      const { readText } = await import('./read-text.ts');
      const text = await readText(file);
      if (text.trim() === '' && holdsSomething(last)) throw new Error(emptied);
      // A start reads it several times, and parsing takes most of the time.
      if (text !== lastText) last = await parse(text, clock);
      lastText = text;
      return { config: last, problem: null };
    } catch (error) {
      const until = last === null ? '' : ' Until then the config that was read last is used.';
      return { config: last, problem: `Failed to read the config ${place}: ${inert(reasonOf(error))}${until}` };
    }
  }

  /** One after the other, so that the last good config is that of the last read. The thread that parses holds nothing. */
  function read({ background = false }: ConfigReadOptions = {}): Promise<ConfigReading> {
    const next = reading.then(readOnce);
    reading = next;
    return background ? next : held(next);
  }

  return { kind: 'config source', place, read };
}

/** A file that is being written is empty at first. */
const emptied = 'it is empty, and was not before. Write the config, or a comment where it is to be empty.';

const holdsSomething = (config: object | null): boolean => config !== null && Object.keys(config).length > 0;

async function parse(text: string, clock: Clock): Promise<object> {
  const { parseConfig } = await import('./parse-config.ts');
  const parsed = await parseConfig(text, clock);
  if (parsed.ok) return parsed.config;
  const { why, line, column } = parsed;
  throw new Error(`${why}${line === null ? '' : `, at line ${line}, column ${column}`}. Correct it.`);
}
