// Posts to the URL that it is given, as often as it is told, with a body of as many bytes. Then it has nothing left to do, or
// waits for the last answer where it is told to.
import { openConnection } from '../../src/delivery/post.ts';

const [url = '', times = '1', bytes = '2', wait = ''] = process.argv.slice(2);
const { signal } = new AbortController();
const connection = openConnection();
const post = (): Promise<unknown> => connection.post(url, { headers: {}, body: Buffer.alloc(Number(bytes)), signal });

const work = setInterval(() => {}, 1000);
for (let time = 1; time < Number(times); time += 1) await post();
if (wait === '') clearInterval(work);
void post()
  .catch(() => {})
  .finally(() => clearInterval(work));
process.stdout.write('nothing left to do\n');
