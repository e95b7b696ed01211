import { expect, it } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { socketReceiver } from './receiver.ts';

it('what a posthogSink asks for an answer is the request that it describes, and holds no event', async () => {
  let asked = '';
  await using receiver = await socketReceiver((socket) => {
    socket.on('data', (data) => {
      asked += String(data);
      if (asked.includes('batch":')) socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    });
  });
  const host = `http://127.0.0.1:${receiver.port}`;
  const sink = posthogSink({ key: 'phc_test', host });
  expect(await sink.probe?.(new AbortController().signal)).toEqual({ status: 'accepted' });
  const [head = '', body] = asked.split('\r\n\r\n');
  const described = sink.probeRequest;
  expect(described?.url).toBe(`${host}/batch/`);
  expect(head).toMatch(/^POST \/batch\/ /);
  expect(body).toBe(described?.body?.replace('phc_…', 'phc_test'));
});
