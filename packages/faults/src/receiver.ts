import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { account, numberOf, type Account, type Place } from './arrivals.ts';
import type { Mood } from './mood.ts';

/** A loopback server that answers as PostHog's `/batch/` does, as far as its mood allows, and keeps account of what came. */
export interface Receiver {
  /** Listens, always on the same port. Gives the port. */
  open(): Promise<number>;
  behave(mood: Mood): Promise<void>;
  place(name: string): Place;
}

/** `POST /PLACE[/VIA]/batch/`. */
const address = /^\/([\w-]+)(?:\/([\w-]+))?\/batch\/$/;

export function receiver(): Receiver {
  const accounts = new Map<string, Account>();
  const sockets = new Set<Socket>();
  let mood: Mood = { kind: 'well' };
  let port = 0;

  const accountOf = (name: string): Account => {
    const known = accounts.get(name) ?? account();
    accounts.set(name, known);
    return known;
  };

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const [, place, via = ''] = address.exec(request.url ?? '') ?? [];
    if (request.method !== 'POST' || place === undefined) return void response.writeHead(404).end();
    const of = accountOf(place);
    const chunks: Buffer[] = [];
    of.begin();
    response.on('close', of.end);
    if (mood.kind === 'cut' && mood.where === 'request') return void request.socket.destroy();
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const events = eventsIn(Buffer.concat(chunks), request.headers['content-encoding'] === 'gzip');
      const taken = mood.kind === 'well' || (mood.kind === 'poison' && !holds(events, mood.number));
      of.note(events, via, taken);
      answer(response, mood, taken);
    });
  };

  const server = createServer({ keepAliveTimeout: 5000 }, listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    if (mood.kind === 'cut' && mood.where === 'connection') socket.destroy();
  });

  const open = async (): Promise<number> => {
    if (server.listening) return port;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
    return port;
  };

  return {
    open,
    behave: async (next) => {
      mood = next;
      if (next.kind !== 'shut') return void (await open());
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    place: (name) => accountOf(name).place(),
  };
}

function answer(response: ServerResponse, mood: Mood, taken: boolean): void {
  if (mood.kind === 'well' && mood.delayMillis !== undefined)
    return void setTimeout(thanks, mood.delayMillis, response);
  if (taken) return thanks(response);
  if (mood.kind === 'answer') return void response.writeHead(mood.status, mood.headers).end(mood.body ?? '');
  if (mood.kind === 'poison') return void response.writeHead(mood.status).end();
  if (mood.kind === 'hang') return;
  if (mood.kind === 'cut') response.socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"status":1}');
  response.socket?.destroySoon();
}

const thanks = (response: ServerResponse): void =>
  void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"Ok"}');

const holds = (events: readonly unknown[], number: number): boolean =>
  events.some((event) => numberOf(event) === number);

/** The events of a batch; none where it is not whole. */
function eventsIn(body: Buffer, gzipped: boolean): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse((gzipped ? gunzipSync(body) : body).toString('utf8'));
    const batch: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'batch') : null;
    return Array.isArray(batch) ? batch : [];
  } catch {
    return [];
  }
}
