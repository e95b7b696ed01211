import type { Clock } from '../surroundings/clock.ts';
import { parseYaml, type ParsedConfig } from './parse-yaml.ts';
import { runInWorker } from './run-in-worker.ts';

/** In characters. Butler's template has 65,000, and takes 10 to 40 ms. What is longer is parsed in a worker thread. */
const mostInLoop = 70_000;
/** Where no worker thread can be loaded, nothing longer is parsed: it would stop the host for more than half a second. */
const mostWithoutWorker = 1_000_000;
/** 10 MB took 8 s. */
const limitMillis = 60_000;

/** Parses a config without stopping the host's loop for long. Never rejects. */
export async function parseConfig(text: string, clock: Clock): Promise<ParsedConfig> {
  if (text.length <= mostInLoop) return parseYaml(text);
  const run = await runInWorker({ module: 'yaml-worker', data: text, limitMillis }, clock);
  if (run.status === 'answered' && isParsed(run.answer)) return run.answer;
  if (run.status === 'not loaded' && text.length <= mostWithoutWorker) return parseYaml(text);
  return { ok: false, why: tooLong, line: null, column: null, isOther: false };
}

const tooLong = 'it is too large to be parsed here';

/** What comes from the worker is what {@link parseYaml} gave there. */
const isParsed = (answer: unknown): answer is ParsedConfig =>
  typeof answer === 'object' && answer !== null && 'ok' in answer;
