import { createServer, type IncomingMessage } from 'node:http';
import { reasonOf } from '@plainsight/core';
import { keepConnections } from './connections.ts';
import { keepFlows } from './flows.ts';
import { appKeys, stepKeys } from './plan.ts';

/** The API of the host, on loopback. */
export interface Api {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves it. A port of 0 is any that is free. */
export async function serveApi(port: number): Promise<Api> {
  const answer = answering();
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Given = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** What can be asked for, and what it does with the id in its path and with what it is given. */
function answering(): (request: IncomingMessage) => Promise<Answer> {
  const flows = keepFlows();
  const connections = keepConnections();
  const routes: readonly (readonly [path: RegExp, work: (id: string, given: Given) => unknown])[] = [
    [/^POST \/flows$/, (_, { name }) => flows.create(typeof name === 'string' ? name : '')],
    [/^PATCH \/flows\/([\w-]+)$/, (id, { active }) => flows.update(id, { active: active === true })],
    [/^POST \/flows\/([\w-]+)\/duplicate$/, (id) => flows.duplicate(id)],
    [/^POST \/flows\/([\w-]+)\/steps$/, (id) => flows.addStep(id)],
    [/^POST \/flows\/([\w-]+)\/run$/, (id, { testRun }) => flows.run(id, testRun === true)],
    [
      /^PATCH \/steps\/([\w-]+)$/,
      (id, { appKey, key }) => flows.updateStep(id, { appKey: oneOf(appKeys, appKey), key: oneOf(stepKeys, key) }),
    ],
    [/^POST \/connections$/, (_, { key }) => connections.create(oneOf(appKeys, key))],
    [/^PATCH \/connections\/([\w-]+)$/, (id, { verified }) => connections.update(id, { verified: verified === true })],
  ];

  return async (request) => {
    const asked = `${request.method} ${request.url}`;
    const found = routes.find(([path]) => path.test(asked));
    try {
      const [path, work] = found ?? [/./, () => null];
      const done = await work(path.exec(asked)?.[1] ?? '', await givenBy(request));
      return typeof done === 'object' && done !== null
        ? { status: 200, body: done }
        : { status: 404, body: { error: `There is no ${request.url}.` } };
    } catch (error) {
      return { status: 400, body: { error: reasonOf(error) } };
    }
  };
}

async function givenBy(request: IncomingMessage): Promise<Given> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const given: unknown = JSON.parse(text === '' ? '{}' : text);
  return typeof given === 'object' && given !== null ? { ...given } : {};
}

function oneOf<T>(words: readonly T[], word: unknown): T {
  const found = words.find((one) => one === word);
  if (found === undefined) throw new Error(`'${String(word)}' is none of ${words.join(', ')}.`);
  return found;
}
