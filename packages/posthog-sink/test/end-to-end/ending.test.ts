import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { eventsIn, httpReceiver, socketReceiver } from '../receiver.ts';
import { runChild } from '../run-child.ts';

const children: ChildProcess[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A host that drops what it is sent: connections to it are never more than begun. */
async function unreachable(): Promise<AsyncDisposable & { url: string }> {
  const deaf = spawn(process.execPath, [fileURLToPath(new URL('deaf-child.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(deaf);
  const [line] = await once(deaf.stdout, 'data');
  const port = Number(String(line));
  sockets.push(...Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {})));
  await once(sockets[0] ?? deaf, 'connect');
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: async () => {} };
}

const silent = () => socketReceiver((socket) => void socket.resume());
const mute = () => socketReceiver((socket) => void socket.resume(), 'https');
const stalled = () => httpReceiver((response) => void response.writeHead(200, { 'Content-Length': 99 }).write('{'));

const run = (url: string, way: string) => runChild('end-to-end/ending-child.ts', [url, way]);

describe.each([
  ['accepts connections and is silent', silent],
  ['does no TLS handshake', mute],
  ['stalls in its answer', stalled],
  ['never accepts a connection', unreachable],
])('a process whose receiver %s', (_what, begin) => {
  it.each([
    ['that closes telemetry goes on in time and ends by itself', 'says how close went', 'in time'],
    ['that does not close it ends by itself while a delivery is in flight', 'ends in flight', ''],
    ['that has work of its own does all of it, and ends by itself', 'works on', 'all done'],
  ])('%s', async (_title, way, output) => {
    await using receiver = await begin();
    expect(await run(receiver.url, way)).toEqual({ code: 0, output, errors: '' });
  });
});

describe('a process whose receiver never answers', () => {
  it.each([
    ['ends with 0 when its last line closes telemetry', 'closes last', 0],
    ['ends with 0 when it does nothing about telemetry', 'ends', 0],
    ['ends with its own code when it exits while a delivery is in flight', 'exits', 3],
  ])('%s', async (_title, way, code) => {
    await using receiver = await silent();
    expect(await run(receiver.url, way)).toEqual({ code, output: '', errors: '' });
  });
});

describe('a process whose receiver is well', () => {
  // How long a delivery takes depends on what else the machine does: it is given the time.
  it('delivers all before it ends, when it closes last', async () => {
    await using receiver = await httpReceiver();
    expect(await run(receiver.url, 'closes with patience')).toEqual({ code: 0, output: '', errors: '' });
    expect(new Set(eventsIn(receiver.received).map(({ uuid }) => uuid)).size).toBe(1001);
  });
});
