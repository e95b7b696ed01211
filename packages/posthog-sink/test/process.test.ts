import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { posthogSink } from '../src/index.ts';
import { certificateFor } from './certificate.ts';
import { eventOf } from './events.ts';
import { eventsIn, httpReceiver, socketReceiver, type Receiver } from './receiver.ts';
import { runChild } from './run-child.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function fileWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plainsight-'));
  folders.push(folder);
  const path = join(folder, 'ca.pem');
  await writeFile(path, text);
  return path;
}

/** Opens a tunnel to the receiver, whatever it is asked for. */
const proxyTo = (port: number, asked: string[]): Promise<Receiver> =>
  socketReceiver((socket) => {
    socket.once('data', (head) => {
      asked.push(String(head).split('\r\n')[0] ?? '');
      const tunnel = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
      tunnel.on('error', () => socket.destroy()).pipe(socket);
      socket.on('close', () => tunnel.destroy()).pipe(tunnel);
    });
  });

describe('a host', () => {
  it('with a delivery in flight to a receiver that never answers, and nothing else to do, ends by itself', async () => {
    await using receiver = await socketReceiver((socket) => void socket.resume());
    const { code, output, errors } = await runChild('deliver-child.ts', [receiver.url, '1000']);
    expect({ code, output, errors }).toEqual({ code: 0, output: '', errors: '' });
    expect(receiver.sockets).toHaveLength(1);
  });

  it('has nothing in its environment that changes what is sent', async () => {
    await using receiver = await httpReceiver();
    // Kept open for as long as the answer needs: without it, a host with nothing else to do ends before it.
    const { output, errors } = await runChild('deliver-and-wait.ts', [receiver.url], {
      DEBUG: '*',
      NODE_ENV: 'development',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=host,deployment.environment=prod',
      OTEL_SERVICE_NAME: 'host',
      POSTHOG_API_KEY: 'phc_other',
      POSTHOG_CAPTURE_MODE: 'v1',
      POSTHOG_DEBUG: '1',
      POSTHOG_HOST: 'http://127.0.0.1:1',
      POSTHOG_PERSONAL_API_KEY: 'phx_other',
      POSTHOG_RELEASE_ID: 'release',
    });
    expect({ output, errors }).toEqual({ output: '[{"status":"accepted"}]\n', errors: '' });
    expect(receiver.received).toMatchObject([{ path: '/batch/', body: { api_key: 'phc_test' } }]);
    const { adds = [] } = posthogSink({ key: 'phc_test' });
    const [sent] = eventsIn(receiver.received);
    expect(Object.keys(sent?.['properties'] ?? {}).toSorted()).toEqual(
      [...Object.keys(eventOf(0).properties), ...adds.map(({ name }) => name)].toSorted(),
    );
  });

  it('imports nothing and opens nothing for a sink that is only made', async () => {
    const { code, output, errors } = await runChild('make-child.ts', []);
    expect({ code, output, errors }).toEqual({ code: 0, output: '[]\n', errors: '' });
  });
});

describe('the default host', () => {
  const env = { NODE_USE_ENV_PROXY: '1', NO_PROXY: '', no_proxy: '', https_proxy: '' };

  it('is reached through a proxy, with a certificate that NODE_EXTRA_CA_CERTS vouches for', async () => {
    const certificate = certificateFor('eu.i.posthog.com');
    const asked: string[] = [];
    await using receiver = await httpReceiver(undefined, certificate);
    await using proxy = await proxyTo(receiver.port, asked);
    const { output, errors } = await runChild('deliver-and-wait.ts', [], {
      ...env,
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      https_proxy: `http://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: await fileWith(certificate.cert),
    });
    expect({ output, errors }).toEqual({ output: '[{"status":"accepted"}]\n', errors: '' });
    expect(asked).toEqual(['CONNECT eu.i.posthog.com:443 HTTP/1.1']);
    expect(eventsIn(receiver.received)).toMatchObject([{ uuid: eventOf(0).uuid }]);
  });

  it.each([
    ['has expired', 'eu.i.posthog.com', Date.now() - 9 * 24 * 60 * 60 * 1000, 'CERT_HAS_EXPIRED'],
    ['is for another host', 'posthog.example.com', Date.now(), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is not trusted when its certificate %s', async (_how, name, now, code) => {
    const certificate = certificateFor(name, now);
    await using receiver = await httpReceiver(undefined, certificate);
    await using proxy = await proxyTo(receiver.port, []);
    const { output } = await runChild('deliver-and-wait.ts', [], {
      ...env,
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      https_proxy: `http://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: await fileWith(certificate.cert),
    });
    expect(JSON.parse(output)).toEqual([
      { status: 'retry', why: `the certificate of eu.i.posthog.com is not trusted (${code})`, fault: 'configuration' },
    ]);
    expect(receiver.received).toEqual([]);
  });

  it('is not said to have answered when the proxy did', async () => {
    await using proxy = await socketReceiver((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    });
    const { output } = await runChild('deliver-and-wait.ts', [], {
      ...env,
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      https_proxy: `http://127.0.0.1:${proxy.port}`,
    });
    expect(JSON.parse(output)).toEqual([
      { status: 'retry', why: 'answered by something between us and eu.i.posthog.com (proxy, 407)' },
    ]);
  });
});
