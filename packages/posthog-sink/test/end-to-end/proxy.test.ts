import { connect, type Socket } from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { posthogSink } from '../../src/index.ts';
import { certificateFor } from '../certificate.ts';
import { socketReceiver } from '../receiver.ts';
import { expectAll, host, patience, second, watchHost } from './host.ts';
import { moodyReceiver } from './moody-receiver.ts';

const certificate = certificateFor('posthog.invalid');
const trusted = tls.getCACertificates('default');

let watch = watchHost();
beforeEach(() => {
  watch.end();
  watch = watchHost();
  tls.setDefaultCACertificates([...trusted, certificate.cert]);
});
afterEach(() => {
  watch.end();
  tls.setDefaultCACertificates([...trusted]);
  expect(watch.seen).toEqual([]);
});

/** Does with a connection what it is told, once the tunnel is asked for. */
const onAsked = (act: (socket: Socket) => void) => (socket: Socket, asked: string[]) => {
  socket.once('data', (head) => {
    asked.push(String(head).split('\r\n')[0] ?? '');
    act(socket);
  });
};

describe('a CONNECT proxy', () => {
  it.each([
    [
      'that wants a password',
      onAsked((socket) => void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')),
      /^answered by something between us and posthog\.invalid \(proxy, 407\)$/,
    ],
    [
      'that cannot reach the receiver',
      onAsked((socket) => void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')),
      /^answered by something between us and posthog\.invalid \(proxy, 502\)$/,
    ],
    ['that cuts the connection', onAsked((socket) => void socket.destroy()), /^no answer from posthog\.invalid \(/],
    ['that never answers', onAsked(() => {}), /^no answer within 30 s$/],
    [
      'that opens a tunnel to nowhere',
      onAsked((socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n')),
      /^no answer within 30 s$/,
    ],
  ])('%s is an outage, and when it opens a tunnel all events come through', async (_what, ill, says) => {
    await using receiver = await moodyReceiver(certificate);
    const asked: string[] = [];
    const tunnel = onAsked((socket) => {
      const to = connect(receiver.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      to.on('error', () => socket.destroy()).pipe(socket);
      socket.on('close', () => to.destroy()).pipe(to);
    });
    let behave = ill;
    await using proxy = await socketReceiver((socket) => behave(socket, asked));
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    for (const name of ['HTTPS_PROXY', 'https_proxy']) vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '');

    const kettle = host(posthogSink({ key: 'phc_test', host: 'https://posthog.invalid' }));
    kettle.record(10);
    await kettle.start();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const before = await kettle.health();
      await kettle.passBackoff(attempt === 1 ? second : 0);
      await expect.poll(() => asked.length, patience).toBe(attempt);
      if (says.test('no answer within 30 s')) await kettle.clock.advance(30 * second);
      await kettle.tried(before);
      kettle.record(10);
    }
    expect(await kettle.status()).toMatchObject({ health: 'failing', lastAnswer: expect.stringMatching(says) });
    expect(receiver.contacts).toBe(0);

    behave = tunnel;
    await kettle.passBackoff();
    await kettle.delivered();
    await kettle.telemetry.flush();
    expect(await kettle.status()).toMatchObject({ health: 'healthy', lastAnswer: 'accepted' });
    expect(kettle.lines()).toEqual([
      expect.stringMatching(/^info .*no delivery to posthog \(PostHog, https:\/\/posthog\.invalid\)/),
      expect.stringMatching(/^info .*works again/),
    ]);
    expect(new Set(asked)).toEqual(new Set(['CONNECT posthog.invalid:443 HTTP/1.1']));
    await kettle.telemetry.close();
    expectAll(receiver, 40);
  });
});
