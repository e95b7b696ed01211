// Posts to the URL that it is given, as often as it is told, with a body of as many bytes; then has nothing left to do.
import { openConnection } from '../../src/delivery/post.ts';

const [url = '', times = '1', bytes = '2'] = process.argv.slice(2);
const { signal } = new AbortController();
const connection = openConnection();
const post = (): Promise<unknown> => connection.post(url, { headers: {}, body: Buffer.alloc(Number(bytes)), signal });

const work = setInterval(() => {}, 1000);
for (let time = 1; time < Number(times); time += 1) await post();
clearInterval(work);
post().catch(() => {});
process.stdout.write('nothing left to do\n');
