// Delivers an event to the host that it is given, or to the default one, and prints the outcome.
import { posthogSink } from '../src/index.ts';
import { eventsOf } from './events.ts';

const [host] = process.argv.slice(2);
const sink = posthogSink({ key: 'phc_test', ...(host === undefined ? {} : { host }) });
const work = setInterval(() => {}, 1000);
process.stdout.write(`${JSON.stringify(await sink.deliver(eventsOf(1), new AbortController().signal))}\n`);
clearInterval(work);
