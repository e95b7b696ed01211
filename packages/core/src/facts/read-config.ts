import { reasonOf } from '../errors.ts';
import type { Clock } from '../surroundings/clock.ts';
import { ask } from './ask.ts';
import type { ConfigReading, ConfigSource, ConfigReadOptions } from './config-source.ts';
import { inert, kindOf } from './shown.ts';

/** What a host may give as its config. */
export type GivenConfig = object | (() => object | Promise<object>) | ConfigSource | undefined;

const limitMillis = 2000;

/**
 * One source of what the host gave: an object, a function that gives one, another source, or nothing. A function that
 * throws, rejects, takes two seconds or gives no object keeps the last good config, and the problem says so; so does a
 * source that throws. Its `read` never rejects.
 */
export function configSource(given: GivenConfig, clock: Clock): ConfigSource {
  if (given === undefined) return { kind: 'config source', place: 'no config', read: async () => nothingGiven };
  if (isSource(given)) return keepingLastGood(given.place, 'Mend the config source.', (how) => given.read(how));
  if (typeof given !== 'function') {
    const place = 'the config that the application gave';
    return keepingLastGood(place, 'Give a plain object of keys and values.', async () => readingOf(given));
  }
  const place = 'the config from the function that the application gave';
  return keepingLastGood(place, 'Let it give a plain object of keys and values.', async () => {
    const asked = await ask(() => Reflect.apply(given, undefined, []), clock, limitMillis);
    if (!asked.answered) throw new Error(asked.why);
    return readingOf(asked.value);
  });
}

const nothingGiven: ConfigReading = { config: null, problem: null };

/** Where the config cannot be read now, it is as it was last read. */
function keepingLastGood(
  place: string,
  wayOut: string,
  read: (how?: ConfigReadOptions) => Promise<ConfigReading>,
): ConfigSource {
  let last: object | null = null;
  return {
    kind: 'config source',
    place,
    read: async (how) => {
      try {
        const reading = await read(how);
        if (reading.problem === null) last = reading.config;
        return reading;
      } catch (error) {
        const until = last === null ? '' : ' Until then the config that was read last is used.';
        return { config: last, problem: `Failed to read ${place}: ${inert(reasonOf(error))}. ${wayOut}${until}` };
      }
    },
  };
}

const isSource = (given: unknown): given is ConfigSource =>
  typeof given === 'object' &&
  given !== null &&
  'kind' in given &&
  given.kind === 'config source' &&
  'read' in given &&
  typeof given.read === 'function';

function readingOf(value: unknown): ConfigReading {
  const isConfig = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isConfig) throw new Error(`it holds ${kindOf(value)} where a config is expected`);
  return { config: value, problem: null };
}
