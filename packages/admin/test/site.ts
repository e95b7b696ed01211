import { createServer, type RequestListener } from 'node:http';
import { createTelemetry, memoryStore, type Plan, type Store, type Telemetry } from '@plainsight/core';
import { manualMachine } from '@plainsight/core/testing';
import { adminPage, nodeListener, type AdminPage, type AdminPageOptions } from '../src/index.ts';
import { plan } from './plan.ts';
import { receiver, type Receiver } from './receiver.ts';

export const basePath = '/admin/telemetry';

/** An application with its telemetry page, on loopback. */
export interface Site extends AsyncDisposable {
  /** Of the page: `http://127.0.0.1:1234/admin/telemetry`. */
  readonly url: string;
  readonly origin: string;
  readonly telemetry: Telemetry;
  readonly page: AdminPage;
  readonly receiver: Receiver;
}

/** How a site is made. */
export interface SiteOptions extends Partial<Omit<AdminPageOptions, 'telemetry'>> {
  readonly plan?: Plan;
  readonly store?: Store;
  readonly env?: Readonly<Record<string, string>>;
  /** Starts telemetry, as an application does. @default true */
  readonly start?: boolean;
}

/** Begins with telemetry running and nothing recorded. */
export async function site(given: SiteOptions = {}): Promise<Site> {
  const { plan: own = plan, store = memoryStore(), env = {}, start = true, ...options } = given;
  const from = await receiver();
  const telemetry = createTelemetry(own, { env, machine: manualMachine() });
  const startOptions = {
    serviceVersion: '1.2.3',
    config: { telemetry: true, whistle: true },
    store,
    sinks: [from.sink],
    ephemeral: true,
  };
  if (start) await telemetry.start(startOptions);
  const page = adminPage({ telemetry, options: startOptions, basePath, authorize: () => true, ...options });
  const server = await serving(nodeListener(page));
  return {
    url: server.origin + (options.basePath ?? basePath),
    origin: server.origin,
    telemetry,
    page,
    receiver: from,
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await telemetry.close();
      await from[Symbol.asyncDispose]();
    },
  };
}

/** Serves a listener on loopback. */
export async function serving(listener: RequestListener): Promise<AsyncDisposable & { readonly origin: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
