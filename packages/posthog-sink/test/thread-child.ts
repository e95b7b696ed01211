// Delivers one batch from the thread of a sink, and prints what became of it.
import { deliverInThread } from '../src/deliver-in-thread.ts';
import { eventsOf } from './events.ts';

const [url = ''] = process.argv.slice(2);
const work = setInterval(() => {}, 1000);
const thread = await deliverInThread({ key: 'phc_test', url, host: new URL(url).host, gzipLevel: 2 }, () => {});
const outcomes = await thread?.deliver(eventsOf(1), new AbortController().signal);
await thread?.close();
clearInterval(work);
process.stdout.write(JSON.stringify(outcomes));
