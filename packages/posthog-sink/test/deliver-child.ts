// Delivers events to the host that it is given, prints the outcomes, and then has nothing left to do.
import { posthogSink } from '../src/index.ts';
import { eventsOf } from './events.ts';

const [host = '', count = '1'] = process.argv.slice(2);
const sink = posthogSink({ key: 'phc_test', ...(host === '' ? {} : { host }) });
const delivered = sink.deliver(eventsOf(Number(count)), new AbortController().signal);
void delivered.then((outcomes) => process.stdout.write(`${JSON.stringify(outcomes)}\n`));
