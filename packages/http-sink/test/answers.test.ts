import type { Outcome } from '@plainsight/core';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpSink, type HttpSinkOptions } from '../src/index.ts';
import { eventOf, never } from './events.ts';
import { answerOf, httpReceiver, socketReceiver, type Answer } from './receiver.ts';
import { selfSigned } from './self-signed.ts';

const batch = [eventOf(1), eventOf(2)];
const accepted: Outcome = { status: 'accepted' };

/**
 * What is said of a batch, which must be the same of each event and show nothing that is secret. `HOST` stands for the
 * receiver's.
 */
async function outcomeAt(url: string, options: Partial<HttpSinkOptions> = {}): Promise<Outcome | undefined> {
  const headers = { Authorization: 'Bearer secret' };
  const sink = httpSink({ url: `${url}/events?token=secret`, company: 'Example', headers, ...options });
  const [first, ...others] = await sink.deliver(batch, never);
  await sink.close();
  expect(JSON.stringify([sink, first])).not.toContain('secret');
  for (const other of others) expect(other).toEqual(first);
  if (first === undefined || first.status === 'accepted') return first;
  return { ...first, why: first.why.replace(/127\.0\.0\.1:\d+/, 'HOST') };
}

async function outcomeOf(answer: Answer, options: Partial<HttpSinkOptions> = {}): Promise<Outcome | undefined> {
  await using receiver = await httpReceiver(answer);
  const outcome = await outcomeAt(receiver.url, options);
  expect(receiver.received).toHaveLength(1);
  return outcome;
}

const json = { 'Content-Type': 'application/json' };
const between = (what: string): Outcome => ({
  status: 'retry',
  why: `answered by something between us and HOST (${what})`,
});
const again = (status: number, rest: object = {}): Outcome => ({
  status: 'retry',
  why: `HOST answered ${status}`,
  ...rest,
});

describe('an answer', () => {
  it.each<[string, Answer, Outcome]>([
    ['200 with an object', answerOf(200, json, '{}'), accepted],
    ['200 with a list', answerOf(200, json, '[]'), accepted],
    ['201 with an object that is not called JSON', answerOf(201, {}, ' {"id":7}\n'), accepted],
    ['202 with an object', answerOf(202, json, '{}'), accepted],
    ['200 with null', answerOf(200, json, 'null'), between('200, not its receipt')],
    ['200 with a word', answerOf(200, json, '"ok"'), between('200, not its receipt')],
    ['200 with text', answerOf(200, { 'Content-Type': 'text/plain' }, 'ok'), between('200, not its receipt')],
    ['200 with half an object', answerOf(200, json, '{"id":'), between('200, not its receipt')],
    ['200 with a block page', answerOf(200, { 'Content-Type': 'text/html' }, '<h1>No</h1>'), between('200, HTML')],
    ['200 with nothing', answerOf(200), between('200, empty')],
    ['204', answerOf(204), between('204, empty')],
    ['205', answerOf(205), between('205, empty')],
    ['302 to where it would be taken', answerOf(302, { Location: '/welcome' }, '{}'), between('302')],
    ['308 to where it would be taken', answerOf(308, { Location: '/welcome' }, '{}'), between('308')],
    ['400', answerOf(400, json, '{}'), { status: 'rejected', why: 'HOST answered 400' }],
    ['401', answerOf(401), again(401, { fault: 'configuration' })],
    ['403', answerOf(403, json, '{}'), again(403, { fault: 'configuration' })],
    ['404', answerOf(404), again(404, { fault: 'configuration' })],
    ['407', answerOf(407), between('407')],
    ['413', answerOf(413), { status: 'rejected', why: 'HOST answered 413' }],
    ['422', answerOf(422), { status: 'rejected', why: 'HOST answered 422' }],
    ['429', answerOf(429), again(429)],
    ['429 with Retry-After', answerOf(429, { 'Retry-After': '90' }), again(429, { afterMillis: 90_000 })],
    ['503', answerOf(503, json, '{}'), again(503)],
    ['511', answerOf(511), between('511')],
  ])('of %s means the same for each event, after one request', async (_what, answer, expected) => {
    expect(await outcomeOf(answer)).toEqual(expected);
  });

  it('that redirects to another host is not followed there', async () => {
    const server = setupServer(
      http.post('https://telemetry.example.org/events', () =>
        HttpResponse.json({}, { status: 307, headers: { Location: 'https://elsewhere.example.org/events' } }),
      ),
    );
    server.listen({ onUnhandledFrame: 'error' });
    onTestFinished(() => server.close());
    expect(await outcomeAt('https://telemetry.example.org')).toEqual({
      status: 'retry',
      why: 'answered by something between us and telemetry.example.org (307)',
    });
  });

  it('of 204 is a receipt where the maintainer says so, and nothing else is besides', async () => {
    const options = { noContentIsReceipt: true };
    expect(await outcomeOf(answerOf(204), options)).toEqual(accepted);
    expect(await outcomeOf(answerOf(200), options)).toEqual(between('200, empty'));
    expect(await outcomeOf(answerOf(205), options)).toEqual(between('205, empty'));
  });
});

describe('receiptOf', () => {
  it('is given the text and the status, and what it says is kept on the outcome', async () => {
    const receiptOf = (body: string, status: number): Outcome => ({ status: 'accepted', receipt: `${status} ${body}` });
    expect(await outcomeOf(answerOf(201, {}, 'uuid-1'), { receiptOf })).toEqual({
      status: 'accepted',
      receipt: '201 uuid-1',
    });
  });

  it.each<[string, Outcome | null, Outcome]>([
    ['nothing of an answer that is not the receiver’s', null, between('200, not its receipt')],
    ['that the batch was refused', { status: 'rejected', why: 'no' }, { status: 'rejected', why: 'no' }],
    [
      'when to come again',
      { status: 'retry', why: 'full', afterMillis: 5 },
      { status: 'retry', why: 'full', afterMillis: 5 },
    ],
  ])('may say %s', async (_what, said, expected) => {
    expect(await outcomeOf(answerOf(200, json, '{}'), { receiptOf: () => said })).toEqual(expected);
  });

  it('is not asked about what is no answer of class 2xx, nor about one without a text', async () => {
    const receiptOf = (): Outcome => accepted;
    for (const status of [204, 205, 302, 400, 403, 503]) {
      expect(await outcomeOf(answerOf(status), { receiptOf })).not.toEqual(accepted);
    }
  });

  const wrong = (receiptOf: () => unknown): object => ({ receiptOf });
  const none = 'its receiptOf gave something that is no outcome';

  it.each([
    ['throws', wrong(() => JSON.parse('Bearer secret')), 'its receiptOf threw (SyntaxError)'],
    ['gives a promise', wrong(async () => accepted), none],
    ['gives true', wrong(() => true), none],
    ['gives another status', wrong(() => ({ status: 'done' })), none],
    ['gives a receipt that is no text', wrong(() => ({ status: 'accepted', receipt: 7 })), none],
    ['gives no reason', wrong(() => ({ status: 'rejected' })), none],
    ['gives a time that is none', wrong(() => ({ status: 'retry', why: 'w', afterMillis: Number.NaN })), none],
  ])('that %s accepts nothing, and the events are kept', async (_what, options, why) => {
    const outcome = await outcomeOf(answerOf(200, json, '{}'), options);
    expect(outcome).toEqual({ status: 'retry', why, fault: 'configuration' });
  });
});

describe('onAnswer', () => {
  it.each<[number, string]>([
    [200, '{"uuid":"1"}'],
    [204, ''],
    [302, ''],
    [400, '{"uuid":"2"}'],
    [403, 'no'],
    [503, '<h1>busy</h1>'],
  ])('is told of %i with its text, once, and is not asked what to make of it', async (status, body) => {
    const told: unknown[] = [];
    const untold = await outcomeOf(answerOf(status, {}, body));
    expect(await outcomeOf(answerOf(status, {}, body), { onAnswer: (answer) => told.push(answer) })).toEqual(untold);
    expect(told).toEqual([{ status, body }]);
  });

  it.each<[string, unknown]>([
    ['throws', () => JSON.parse('Bearer secret')],
    ['rejects', async () => Promise.reject(new Error('Bearer secret'))],
    ['changes what it is given', (answer: object) => Object.assign(answer, { status: 500, body: '' })],
    ['is no function', 'Bearer secret'],
  ])('that %s changes nothing of delivery', async (_what, onAnswer) => {
    const options: object = { onAnswer };
    expect(await outcomeOf(answerOf(200, json, '{}'), options)).toEqual(accepted);
  });

  it('is told of nothing where there was no answer', async () => {
    const told: unknown[] = [];
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => socket.destroy()));
    await outcomeAt(receiver.url, { onAnswer: (answer) => told.push(answer) });
    expect(told).toEqual([]);
  });
});

describe('no answer', () => {
  it('from a port where nobody listens is tried again', async () => {
    const receiver = await socketReceiver(() => {});
    await receiver[Symbol.asyncDispose]();
    expect(await outcomeAt(receiver.url)).toEqual({ status: 'retry', why: 'no answer from HOST (ECONNREFUSED)' });
  });

  it('because the connection is cut in its body is tried again', async () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}';
    await using receiver = await socketReceiver((socket) => void socket.once('data', () => socket.end(text)));
    expect(await outcomeAt(receiver.url)).toEqual({ status: 'retry', why: 'no answer from HOST (ECONNRESET)' });
  });

  it.each([['Upgrade: websocket\r\nConnection: Upgrade\r\n'], ['Connection: Upgrade\r\n'], ['']])(
    'but 101 is named, and its socket let go of: %j',
    async (head) => {
      let gone: Promise<unknown> = Promise.resolve();
      await using receiver = await socketReceiver((socket) => {
        gone = new Promise((resolve) => void socket.once('close', resolve));
        socket.on('error', () => {});
        socket.once('data', () => socket.write(`HTTP/1.1 101 Switching Protocols\r\n${head}\r\n`));
      });
      expect(await outcomeAt(receiver.url)).toEqual(between('101'));
      await gone;
    },
  );

  it('from a host whose certificate nobody vouches for is a fault of the configuration', async () => {
    await using receiver = await httpReceiver(undefined, selfSigned());
    expect(await outcomeAt(receiver.url)).toEqual({
      status: 'retry',
      why: 'the certificate of HOST is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)',
      fault: 'configuration',
    });
    expect(receiver.received).toEqual([]);
  });

  it('from a host whose body stalls is given up as soon as the signal aborts, and its socket with it', async () => {
    const { promise: request, resolve: asked } = Promise.withResolvers<void>();
    await using receiver = await socketReceiver((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}');
        asked();
      });
    });
    const sink = httpSink({ url: receiver.url, company: 'Example' });
    const controller = new AbortController();
    const delivered = sink.deliver([eventOf(1)], controller.signal);
    await request;
    controller.abort();
    expect(await delivered).toEqual([{ status: 'retry', why: `${receiver.host} did not answer in time` }]);
    await new Promise((resolve) => {
      const [socket] = receiver.sockets;
      if (socket === undefined || socket.destroyed) resolve(null);
      else socket.on('close', resolve);
    });
    await sink.close();
  });
});
