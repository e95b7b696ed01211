import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { PostError } from '../../src/delivery/post-error.ts';
import { openConnection, type Answer, type Connection } from '../../src/delivery/post.ts';
import { reasonOf } from '../../src/errors.ts';
import type { Environment } from '../../src/surroundings/environment.ts';
import { httpReceiver, socketReceiver } from './receiver.ts';

const never = new AbortController().signal;
const connections: Connection[] = [];
const children: ChildProcess[] = [];

const open = (env: Environment = {}): Connection => {
  const connection = openConnection(env);
  connections.push(connection);
  return connection;
};

const post = (url: string, signal = never, connection = open()): Promise<Answer> =>
  connection.post(url, { headers: { 'Content-Type': 'text/plain' }, body: 'hello', signal });

const failure = async (posted: Promise<Answer>): Promise<PostError> => {
  const error = await posted.then(
    (answer) => new Error(`answered ${answer.status}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof PostError) return error;
  throw error;
};

/** Resolves when the other side has let go of every socket. */
const letGo = (sockets: readonly Socket[]): Promise<unknown> =>
  Promise.all(
    sockets.map(async (socket) => socket.destroyed || new Promise((resolve) => socket.resume().on('close', resolve))),
  );

const run = (
  file: string,
  args: readonly string[] = [],
  env: Environment = {},
  execArgv: readonly string[] = [],
): ChildProcess => {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const options = { env: { ...process.env, ...env } };
  const child = spawn(process.execPath, [...execArgv, path, ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
};

/** Connections to it stay half open, as behind a firewall that drops what it does not like. */
async function unreachable(): Promise<{ url: string; fillers: Socket[] }> {
  const child = run('deaf.ts');
  const [line] = await once(child.stdout ?? child, 'data');
  child.kill('SIGSTOP');
  const port = Number(String(line));
  const fillers = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await once(fillers[0] ?? child, 'connect');
  return { url: `http://127.0.0.1:${port}/`, fillers };
}

afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('post', () => {
  it('sends method, headers and body, and keeps status, headers and body of the answer', async () => {
    const seen: unknown[] = [];
    await using receiver = await httpReceiver((request, response) => {
      seen.push(request.method, request.url, request.headers['content-type'], request.headers['content-length']);
      response.writeHead(429, { 'Content-Type': 'application/json', 'Retry-After': '120' }).end('{"slow":"down"}');
    });
    expect(await post(receiver.url)).toEqual({
      status: 429,
      contentType: 'application/json',
      retryAfter: '120',
      body: '{"slow":"down"}',
    });
    expect(seen).toEqual(['POST', '/batch/', 'text/plain', '5']);
  });

  it('follows no redirect', async () => {
    let requests = 0;
    await using receiver = await httpReceiver((_request, response) => {
      requests += 1;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    expect(await post(receiver.url)).toMatchObject({ status: 302 });
    expect(requests).toBe(1);
  });

  it('keeps the first 64 KB of a body that has no end, and lets go of the rest', async () => {
    await using receiver = await socketReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(10_000)));
      };
      socket.on('drain', more);
      more();
    });
    const { body } = await post(receiver.url);
    expect(body).toBe('x'.repeat(64 * 1024));
    await letGo(receiver.sockets);
  });

  it('keeps its socket for the next request', async () => {
    await using receiver = await httpReceiver((_request, response) => response.end('thanks'));
    const connection = open();
    await post(receiver.url, never, connection);
    await post(receiver.url, never, connection);
    expect(receiver.sockets).toHaveLength(1);
  });

  it('opens another socket when the kept one was cut as it was taken', async () => {
    let first = true;
    await using receiver = await socketReceiver((socket) => {
      let requests = 0;
      const cutting = first;
      first = false;
      socket.on('data', () => {
        requests += 1;
        if (cutting && requests > 1) socket.resetAndDestroy();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nthanks');
      });
    });
    const connection = open();
    // Head and body in one segment, so that one 'data' is one request.
    expect(await post(receiver.url, never, connection)).toMatchObject({ body: 'thanks' });
    expect(await post(receiver.url, never, connection)).toMatchObject({ body: 'thanks' });
    expect(receiver.sockets).toHaveLength(2);
  });

  it('tries a fresh socket that was cut only once', async () => {
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => socket.destroy()));
    expect(await failure(post(receiver.url))).toMatchObject({ code: 'ECONNRESET' });
    expect(receiver.sockets).toHaveLength(1);
  });

  it.each([
    ['before it', ''],
    ['in its head', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['in its body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"status":1}'],
    ['in a chunk of its body', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"status":1}'],
    ['before the last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n{"status":1}\r\n'],
  ])('fails when the answer is cut %s', async (_where, text) => {
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => socket.end(text)));
    expect(await failure(post(receiver.url))).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|HPE_)/) });
  });

  it('takes an answer that is complete when the connection is cut after it', async () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"status":1}';
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => socket.end(text)));
    expect(await post(receiver.url)).toMatchObject({ status: 200, body: '{"status":1}' });
  });

  /** Writes informational answers for as long as somebody reads them. */
  const informing = (status: string, pauseMillis: number | null) => (socket: Socket) => {
    const one = `HTTP/1.1 ${status}\r\nLink: </a>; rel=preload\r\n\r\n`;
    const more = (): void => {
      if (pauseMillis === null) while (!socket.destroyed && socket.write(one));
      else if (!socket.destroyed) socket.write(one, () => setTimeout(more, pauseMillis));
    };
    socket.once('data', () => {
      if (pauseMillis === null) socket.on('drain', more);
      more();
    });
  };

  it.each([
    ['103 at once', '103 Early Hints', null],
    ['100 at once', '100 Continue', null],
    ['102 one after the other', '102 Processing', 1],
    ['199 one after the other', '199 Whatever', 1],
  ])('gives up on informational answers without end: %s', async (_what, status, pauseMillis) => {
    await using receiver = await socketReceiver(informing(status, pauseMillis));
    expect(await failure(post(receiver.url))).toMatchObject({ code: 'ERR_ENDLESS_INFORMATION' });
    await letGo(receiver.sockets);
    expect(receiver.sockets).toHaveLength(1);
  });

  it('passes over a few informational answers, in each request anew', async () => {
    await using receiver = await socketReceiver((socket) => {
      const information = 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(4);
      socket.on('data', () => void socket.write(`${information}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nthanks`));
    });
    const connection = open();
    for (let request = 0; request < 4; request += 1) {
      expect(await post(receiver.url, never, connection)).toMatchObject({ status: 200, body: 'thanks' });
    }
  });

  it('does not repeat a request on another socket after an informational answer to it', async () => {
    await using receiver = await socketReceiver((socket) => {
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (requests === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nthanks');
        else socket.write('HTTP/1.1 102 Processing\r\n\r\n', () => setTimeout(() => socket.resetAndDestroy(), 20));
      });
    });
    const connection = open();
    await post(receiver.url, never, connection);
    expect(await failure(post(receiver.url, never, connection))).toMatchObject({ code: 'ECONNRESET' });
    expect(receiver.sockets).toHaveLength(1);
  });

  it('names the code of what went wrong and the host, and no more', async () => {
    const receiver = await httpReceiver(() => {});
    await receiver[Symbol.asyncDispose]();
    const error = await failure(post(`http://user:secret@127.0.0.1:${receiver.port}/`));
    expect(error).toMatchObject({
      code: 'ECONNREFUSED',
      message: `Failed to post to 127.0.0.1:${receiver.port}: ECONNREFUSED.`,
    });
  });

  it.each([
    ['is not accepted', 'http', (): void => {}],
    ['does no TLS handshake', 'https', (): void => {}],
    ['never answers', 'http', (socket: Socket): void => void socket.resume()],
    [
      'stalls in the body',
      'http',
      (socket: Socket): void => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx'),
    ],
  ])('gives up at once when its signal aborts while the connection %s', async (_stage, scheme, take) => {
    let taken = (): void => {};
    const connected = new Promise<void>((resolve) => (taken = resolve));
    await using receiver = await socketReceiver((socket) => {
      take(socket);
      taken();
    }, scheme);
    const controller = new AbortController();
    const posted = failure(post(receiver.url, controller.signal));
    await connected;
    controller.abort(new Error('enough'));
    expect(await posted).toMatchObject({ code: 'ABORT_ERR', cause: { cause: { message: 'enough' } } });
    await letGo(receiver.sockets);
  });

  it('gives up at once when its signal aborts while it connects', async () => {
    const { url, fillers } = await unreachable();
    const controller = new AbortController();
    const posted = failure(post(url, controller.signal));
    setImmediate(() => controller.abort());
    expect(await posted).toMatchObject({ code: 'ABORT_ERR' });
    for (const filler of fillers) filler.destroy();
  });

  it('does nothing when its signal was aborted before', async () => {
    await using receiver = await httpReceiver((_request, response) => response.end());
    expect(await failure(post(receiver.url, AbortSignal.abort()))).toMatchObject({ code: 'ABORT_ERR' });
    expect(receiver.sockets).toHaveLength(0);
  });

  it('ends what is in flight when it is closed, and opens nothing afterwards', async () => {
    let taken = (): void => {};
    const connected = new Promise<void>((resolve) => (taken = resolve));
    await using receiver = await socketReceiver(() => taken());
    const connection = open();
    const posted = failure(post(receiver.url, never, connection));
    await connected;
    connection.close();
    connection.close();
    expect(await posted).toMatchObject({ code: 'ABORT_ERR' });
    expect(await failure(post(receiver.url, never, connection))).toMatchObject({ code: 'ABORT_ERR' });
    expect(receiver.sockets).toHaveLength(1);
  });
});

describe('a proxy', () => {
  const target = 'https://receiver.invalid/batch/';

  it('is asked for a tunnel, and named when it opens none', async () => {
    const asked: unknown[] = [];
    await using proxy = await socketReceiver((socket) => {
      socket.once('data', (head) => {
        asked.push(String(head).split('\r\n')[0]);
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      });
    });
    const connection = open({ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(await failure(post(target, never, connection))).toMatchObject({
      code: 'ERR_PROXY_TUNNEL',
      proxyStatus: 407,
    });
    expect(asked).toEqual(['CONNECT receiver.invalid:443 HTTP/1.1']);
  });

  it('that opens no tunnel is let go of when the signal aborts', async () => {
    let taken = (): void => {};
    const connected = new Promise<void>((resolve) => (taken = resolve));
    await using proxy = await socketReceiver((socket) => void socket.once('data', () => taken()));
    const connection = open({ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    const controller = new AbortController();
    const posted = failure(post(target, controller.signal, connection));
    await connected;
    controller.abort();
    expect(await posted).toMatchObject({ code: 'ABORT_ERR' });
    await letGo(proxy.sockets);
  });

  it.each([
    ['NODE_USE_ENV_PROXY is not set', {}],
    ['NO_PROXY names the host', { NODE_USE_ENV_PROXY: '1', NO_PROXY: '127.0.0.1' }],
  ])('is passed by when %s', async (_why, env) => {
    await using proxy = await socketReceiver(() => {});
    await using receiver = await httpReceiver((_request, response) => response.end('thanks'));
    const connection = open({ ...env, HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(await post(receiver.url, never, connection)).toMatchObject({ body: 'thanks' });
    expect(proxy.sockets).toHaveLength(0);
  });

  it.each<[string, readonly string[], Record<string, string>]>([
    ['NODE_OPTIONS', [], { NODE_OPTIONS: '--no-warnings --use-env-proxy' }],
    ['an argument', ['--use-env-proxy'], { NODE_USE_ENV_PROXY: '0' }],
    ['the environment', [], { NODE_USE_ENV_PROXY: '1' }],
  ])('is used where %s says so', async (_where, execArgv, told) => {
    const asked: unknown[] = [];
    await using proxy = await socketReceiver((socket) => {
      socket.once('data', (head) => {
        asked.push(String(head).split('\r\n')[0]);
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      });
    });
    const env = { ...told, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, https_proxy: '', NO_PROXY: '', no_proxy: '' };
    await once(run('post-child.ts', [target, '1', '2', 'wait'], env, execArgv), 'exit');
    expect(asked).toEqual(['CONNECT receiver.invalid:443 HTTP/1.1']);
  });

  it('that is no URL is named by the code of Node, without its password', async () => {
    const connection = open({ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: 'http://user:secret@proxy:port' });
    const error = await failure(post(target, never, connection));
    expect(error).toMatchObject({ code: 'ERR_PROXY_INVALID_CONFIG' });
    expect(reasonOf(error)).toBe('Failed to post to receiver.invalid: ERR_PROXY_INVALID_CONFIG.');
    connection.close();
  });
});

describe('a process with nothing else to do ends by itself', () => {
  const ended = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0];

  it('while it waits for an answer', async () => {
    await using receiver = await socketReceiver((socket) => void socket.resume());
    expect(await ended(run('post-child.ts', [receiver.url]))).toBe(0);
  });

  it('while it waits for an answer on a socket that was kept', async () => {
    let answers = 0;
    await using receiver = await httpReceiver((_request, response) => {
      answers += 1;
      if (answers === 1) response.end('thanks');
    });
    expect(await ended(run('post-child.ts', [receiver.url, '2']))).toBe(0);
    expect(receiver.sockets).toHaveLength(1);
  });

  it('while it does a TLS handshake', async () => {
    await using receiver = await socketReceiver((socket) => void socket.resume(), 'https');
    expect(await ended(run('post-child.ts', [receiver.url]))).toBe(0);
  });

  it('while a proxy opens no tunnel', async () => {
    await using proxy = await socketReceiver((socket) => void socket.resume());
    const env = { NODE_USE_ENV_PROXY: '1', https_proxy: `http://127.0.0.1:${proxy.port}`, no_proxy: '' };
    expect(await ended(run('post-child.ts', ['https://receiver.invalid/'], env))).toBe(0);
    expect(proxy.sockets).toHaveLength(1);
  });

  it('while nobody reads what it sends', async () => {
    await using receiver = await socketReceiver((socket) => void socket.pause());
    expect(await ended(run('post-child.ts', [receiver.url, '1', '40000000']))).toBe(0);
  });

  it('while it connects to a host that drops what it is sent', async () => {
    const { url, fillers } = await unreachable();
    expect(await ended(run('post-child.ts', [url]))).toBe(0);
    for (const filler of fillers) filler.destroy();
  });

  it('but not while it waits for its standard input', async () => {
    const { url, fillers } = await unreachable();
    const child = run('reading-child.ts', [url]);
    const [line] = await once(child.stdout ?? child, 'data');
    expect(String(line)).toBe('still connecting\n');
    child.stdin?.end();
    expect(await ended(child)).toBe(0);
    for (const filler of fillers) filler.destroy();
  });
});
