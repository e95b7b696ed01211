import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { adminPage, nodeListener } from '@plainsight/admin';
import { settings } from './settings.ts';
import { startOptions, telemetry } from './telemetry.ts';

const basePath = '/admin/telemetry';

/** The web server of Firefly III, as much of it as an administrator needs to see telemetry. */
export interface Web extends AsyncDisposable {
  readonly url: string;
}

/** Listens on loopback, on `APP_PORT` or one that is free. */
export async function serveWeb(): Promise<Web> {
  const page = nodeListener(adminPage({ telemetry, options: startOptions, basePath, authorize: isAdmin }));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== basePath && !pathname.startsWith(`${basePath}/`)) response.writeHead(404).end('Not here.\n');
    else if (isAdmin(request)) page(request, response);
    else response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="Firefly III"' }).end('Sign in first.\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings().APP_PORT, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Stands for the session of an administrator: `admin`, with the password of the settings. Without a password there is none. */
function isAdmin({ headers }: IncomingMessage | Request): boolean {
  const { ADMIN_PASSWORD } = settings();
  const given = headers instanceof Headers ? headers.get('Authorization') : headers.authorization;
  const wanted = `Basic ${Buffer.from(`admin:${ADMIN_PASSWORD}`).toString('base64')}`;
  if (ADMIN_PASSWORD === '' || given?.length !== wanted.length) return false;
  return timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(wanted, 'latin1'));
}
