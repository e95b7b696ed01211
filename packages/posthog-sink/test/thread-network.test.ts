import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { certificateFor } from './certificate.ts';
import { moodyReceiver } from './end-to-end/moody-receiver.ts';
import { socketReceiver } from './receiver.ts';
import { runChild } from './run-child.ts';

describe('the thread of a sink', () => {
  it.each<[string, Record<string, string>]>([
    ['NODE_OPTIONS', { NODE_OPTIONS: '--use-env-proxy' }],
    ['the environment', { NODE_USE_ENV_PROXY: '1' }],
  ])('goes through the proxy that %s has Node use', async (_, told) => {
    const asked: string[] = [];
    await using proxy = await socketReceiver((socket) => {
      socket.once('data', (head) => {
        asked.push(String(head).split('\r\n')[0] ?? '');
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      });
    });
    const address = `http://127.0.0.1:${proxy.port}`;
    const env = { ...told, HTTPS_PROXY: address, https_proxy: address, NO_PROXY: '', no_proxy: '' };
    const { output, errors } = await runChild('thread-child.ts', ['https://posthog.invalid'], env);
    expect([JSON.parse(output), errors]).toEqual([
      [{ status: 'retry', why: 'answered by something between us and posthog.invalid (proxy, 407)' }],
      '',
    ]);
    expect(asked).toEqual(['CONNECT posthog.invalid:443 HTTP/1.1']);
  });

  // Elsewhere the authorities of the system are in no file.
  it.runIf(process.platform === 'linux')('trusts whom NODE_OPTIONS have Node trust', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plainsight-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const certificate = certificateFor('localhost');
    await writeFile(join(folder, 'authority.pem'), certificate.cert);
    await using receiver = await moodyReceiver(certificate);
    const url = `https://localhost:${receiver.port}`;
    const env = { NODE_OPTIONS: '--use-system-ca', SSL_CERT_FILE: join(folder, 'authority.pem') };
    const { output } = await runChild('thread-child.ts', [url], env);
    expect(JSON.parse(output)).toEqual([expect.objectContaining({ status: 'accepted' })]);
  });
});
