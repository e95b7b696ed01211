// Reads its standard input, has written to both outputs, and says what became of a post when others would have ended.
import { openConnection } from '../../src/delivery/post.ts';

process.stdin.resume();
process.stderr.write('');
let said = 'still connecting';
openConnection()
  .post(process.argv[2] ?? '', { headers: {}, body: '', signal: new AbortController().signal })
  .catch(() => (said = 'let go'));
setTimeout(() => process.stdout.write(`${said}\n`), 700).unref();
