import { reasonOf } from '../errors.ts';
import { answered, askedInTime } from '../surroundings/answered.ts';
import type { Clock } from '../surroundings/clock.ts';
import { ask } from './ask.ts';
import { isConfigSource, type ConfigReading, type ConfigReadOptions, type ConfigSource } from './config-source.ts';
import { isPromise, isProxy, kindOf, moduleWithDefault, notSection } from './plain-section.ts';
import { inert, sentence } from './shown.ts';

/** What a host may give as its config. */
export type GivenConfig = object | (() => object | Promise<object>) | ConfigSource | undefined;

/** The config of a host, as telemetry asks for it. Neither function rejects. */
export interface WatchedConfig extends ConfigSource {
  /** What it is by now: asked before each delivery, and so at little cost. */
  lookAgain(): Promise<ConfigReading>;
  /** When a change of it is seen: before the next delivery, before the first one after a minute, or at the next start; `null` where none was given. */
  readonly noticed: 'delivery' | 'minute' | 'start' | null;
}

/** How long a function or a promise of a host may take. */
const functionMillis = 2000;
const lookMillis = 60_000;

/**
 * One source of what the host gave: an object, a promise of one, a function that gives either, or another source. A function
 * that throws, rejects, takes two seconds or gives nothing cannot be read now, and the problem says so; nor can a source that
 * throws, rejects or takes five seconds. The last good config is given until then. What is given and is no plain object is no
 * config, whatever was given before.
 */
export function configSource(given: GivenConfig, clock: Clock): WatchedConfig {
  if (given === undefined) {
    const read: Read = async () => ({ config: null, problem: null });
    return { kind: 'config source', place: 'no config', noticed: null, read, lookAgain: read };
  }
  if (isConfigSource(given)) {
    const kept = keepingLastGood(given.place, 'Mend the config source.');
    const { kind, place, lookAgain, limitMillis } = given;
    const inTime = (work: Read): Read => kept(askedInTime(work, { clock, limitMillis }));
    const read = inTime(async (how) => checked(await given.read(how)));
    return typeof lookAgain === 'function'
      ? { kind, place, noticed: 'delivery', read, lookAgain: inTime(async () => checked(await lookAgain.call(given))) }
      : { kind, place, noticed: 'minute', ...atMostEachMinute(read, clock) };
  }
  // Where telemetry is off it may never be awaited, and must not end the host for that.
  if (isPromise(given)) given.catch(() => {});
  const isFunction = typeof given === 'function';
  const place = isFunction
    ? 'the config from the function that the application gave'
    : 'the config that the application gave';
  const wayOut = isFunction ? 'Let it give a plain object of keys and values.' : plainObject;
  const whatIsThere = (value: unknown): Promise<ConfigReading> =>
    readingOf(value, { place, wayOut, clock, isFunction });
  const read = keepingLastGood(
    place,
    wayOut,
  )(async () => {
    if (!isFunction && !isPromiseLike(given)) return whatIsThere(given);
    const asked = await ask(() => (isFunction ? Reflect.apply(given, undefined, []) : given), clock, functionMillis);
    if (!asked.answered) throw new Error(asked.why);
    return whatIsThere(asked.value);
  });
  return isFunction
    ? { kind: 'config source', place, noticed: 'minute', ...atMostEachMinute(read, clock) }
    : { kind: 'config source', place, noticed: 'start', read, lookAgain: read };
}

const plainObject = 'Give a plain object of keys and values.';

type Read = (how?: ConfigReadOptions) => Promise<ConfigReading>;

/** Where the config cannot be read now, it is as it was last read. */
function keepingLastGood(place: string, wayOut: string): (read: Read) => Read {
  let last: object | null = null;
  return (read) => async (how) => {
    try {
      const reading = await read(how);
      if (reading.problem === null || reading.config === null) last = reading.config;
      return reading;
    } catch (error) {
      return { config: last, problem: `Failed to read ${place}: ${sentence(inert(reasonOf(error)))} ${wayOut}` };
    }
  };
}

/** Looks again by reading again, and not within a minute of when it was read. */
function atMostEachMinute(read: Read, clock: Clock): { readonly read: Read; readonly lookAgain: Read } {
  let last: { readonly reading: Promise<ConfigReading>; readonly at: number } | null = null;
  const readNow: Read = (how) => {
    last = { reading: read(how), at: clock.now() };
    return last.reading;
  };
  return {
    read: readNow,
    // A clock that was set back must not hold it off for longer.
    lookAgain: () => (last !== null && Math.abs(clock.now() - last.at) < lookMillis ? last.reading : readNow()),
  };
}

/** A promise, of whichever library. A plain object is none, nor is what answers to every name. */
function isPromiseLike(given: object): boolean {
  if (isProxy(given) || notSection(given) === null) return false;
  try {
    return 'then' in given && typeof given.then === 'function';
  } catch {
    return false;
  }
}

/** Who was asked, as people are told, and how. */
interface Asked {
  readonly place: string;
  readonly wayOut: string;
  readonly clock: Clock;
  readonly isFunction: boolean;
}

async function readingOf(value: unknown, { place, wayOut, clock, isFunction }: Asked): Promise<ConfigReading> {
  if (isConfigSource(value)) return checked(await answered(value.read(), { clock, limitMillis: value.limitMillis }));
  if (value === undefined || value === null) throw new Error('it holds nothing where a config is expected');
  const kind = notSection(value);
  if (kind === null && typeof value === 'object') return { config: value, problem: null };
  const way = wayOut.slice(0, -1);
  const out =
    kind === moduleWithDefault
      ? `${way}: its default export.`
      : typeof value === 'string' && !isFunction
        ? `${way}, or yamlFile(path) for the path of a file.`
        : wayOut;
  const problem = `Failed to read ${place}: it holds ${kind} where a config is expected. ${out}`;
  return { config: null, problem, isOther: true };
}

/** What a source gave, which may have no types. A config in place of a reading would be read as none. */
function checked(reading: unknown): ConfigReading {
  const isReading = typeof reading === 'object' && reading !== null && 'config' in reading && 'problem' in reading;
  if (!isReading) throw new Error('it gives no reading, { config, problem }');
  const { config = null, problem = null } = reading;
  if (typeof config !== 'object') throw new Error(`it gives ${kindOf(config)} where a config is expected`);
  const words = problem === null || typeof problem === 'string' ? problem : reasonOf(problem);
  const isOther = 'isOther' in reading && reading.isOther === true;
  return { config, problem: words, ...(isOther ? { isOther } : {}) };
}
