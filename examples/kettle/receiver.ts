import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** Answers as PostHog does, and prints each request as one line. */
createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    process.stdout.write(`${text.toString()}\n`);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');
  });
}).listen(Number(process.env['PORT'] ?? 8010), '127.0.0.1');
