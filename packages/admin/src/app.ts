import { randomBytes } from 'node:crypto';
import { systemClock } from '@plainsight/core';
import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { actions, type Action } from './actions.ts';
import type { AdminPage, AdminPageOptions } from './admin-page.ts';
import { linksBelow, pathBelow } from './links.ts';
import type { Markup } from './markup.ts';
import { confirmPage } from './pages/confirm-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { recordPage } from './pages/record-page.ts';
import { refusedPage } from './pages/refused-page.ts';
import { viewPage } from './pages/view-page.ts';
import { jsonOfRecord } from './record-at.ts';
import { packSaid, unpackSaid } from './said.ts';
import { safeHeaders } from './security/headers.ts';
import { isHttps } from './security/is-https.ts';
import { readForm } from './security/read-form.ts';
import { refusal } from './security/refusal.ts';
import { isFromHere } from './security/same-origin.ts';
import { signerWith } from './security/signer.ts';
import type { Visit } from './visit.ts';

const sessionCookie = 'plainsight-page';
const saidCookie = 'plainsight-said';

/** The routes of the page. `basePath` is empty at the root. */
export function appOf(given: AdminPageOptions & { readonly basePath: string }): AdminPage {
  const { telemetry, options = {}, basePath, trustProxy = false, clock = systemClock } = given;
  const links = linksBelow(basePath);
  const signer = signerWith(given.secret);
  const app = new Hono({ getPath: ({ url }) => pathBelow(basePath, url) });

  const cookieOptions = (c: Context) =>
    ({ httpOnly: true, sameSite: 'Strict', path: links.basePath, secure: isHttps(c.req.raw, trustProxy) }) as const;

  /** Known again by a cookie, which is made where there is none. What is signed with it, no other site can make. */
  async function visit(c: Context): Promise<Visit> {
    const known = getCookie(c, sessionCookie);
    const session =
      known !== undefined && /^[\w-]{22,64}$/u.test(known) ? known : randomBytes(24).toString('base64url');
    if (session !== known) setCookie(c, sessionCookie, session, cookieOptions(c));
    const packed = getCookie(c, saidCookie);
    if (packed !== undefined) deleteCookie(c, saidCookie, cookieOptions(c));
    return {
      telemetry,
      options: typeof options === 'function' ? await options() : options,
      links,
      now: clock.now(),
      token: signer.sign('form', session),
      said: packed === undefined ? null : unpackSaid(packed, signer),
    };
  }

  const page = (make: (of: Visit, c: Context) => Promise<Markup | null>) => async (c: Context) => {
    const seen = await visit(c);
    const made = await make(seen, c);
    return made === null ? c.html(refusedPage(seen, 404).text, 404) : c.html(made.text);
  };

  app.get(
    '/',
    page((seen, c) => overviewPage(seen, c.req.query('range'))),
  );
  app.get(
    '/view',
    page((seen, c) => viewPage(seen, c.req.query())),
  );
  app.get(
    '/view/:position',
    page((seen, c) => recordPage(seen, c.req.param('position') ?? '')),
  );
  app.get('/view/:position/event.json', async (c) => {
    const json = await jsonOfRecord(await visit(c), c.req.param('position'));
    if (json === null) return c.notFound();
    c.header('Content-Disposition', `attachment; filename="event-${c.req.param('position')}.json"`);
    return c.body(json, 200, { 'Content-Type': 'application/json; charset=utf-8' });
  });
  app.get(
    '/confirm/:action',
    page((seen, c) => confirmPage(seen, c.req.param('action') ?? '')),
  );
  app.get('/assets/:version/:name', async (c) => {
    const { assets } = await import('./assets.generated.ts');
    const asset = assets.find(
      ({ version, name }) => version === c.req.param('version') && name === c.req.param('name'),
    );
    if (asset === undefined) return c.notFound();
    c.header('Cache-Control', 'private, max-age=31536000, immutable');
    return c.body(asset.text, 200, { 'Content-Type': asset.type });
  });
  for (const [name, action] of Object.entries(actions)) app.post(`/${name}`, (c) => act(c, action));
  for (const name of Object.keys(actions)) app.all(`/${name}`, (c) => refuse(c, 405, { Allow: 'POST' }));
  app.all('*', (c) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? refuse(c, 404) : refuse(c, 405)));
  app.notFound((c) => refuse(c, 404));
  app.onError((_, c) => refuse(c, 500));

  async function act(c: Context, action: Action): Promise<Response> {
    if (!isFromHere(c.req.raw)) return refuse(c, 403);
    const form = await readForm(c.req.raw);
    if (typeof form === 'number') return refuse(c, form);
    const session = getCookie(c, sessionCookie) ?? '';
    if (session === '' || !signer.holds('form', session, form.get('token') ?? '')) return refuse(c, 403);
    const said = await action.run(await visit(c));
    setCookie(c, saidCookie, packSaid(said, signer), { ...cookieOptions(c), maxAge: 60 });
    return c.redirect(links.to(''), 303);
  }

  async function refuse(c: Context, status: 403 | 404 | 405 | 413 | 415 | 500, headers = {}): Promise<Response> {
    return c.html(refusedPage(await visit(c), status).text, status, headers);
  }

  return async (request, from) => {
    const refused = await refusal(request, from, given);
    const response = refused ?? (await app.fetch(request));
    for (const [name, value] of Object.entries(safeHeaders)) response.headers.set(name, value);
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    return response;
  };
}
