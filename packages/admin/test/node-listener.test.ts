import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adminPage, nodeListener, type AdminPage } from '../src/index.ts';
import { basePath, serving, site, type Site } from './site.ts';
import { visitor } from './visitor.ts';

async function setUp(): Promise<Site> {
  const one = await site();
  onTestFinished(() => one[Symbol.asyncDispose]());
  one.telemetry.record('boiled', { litres: 1 });
  await one.telemetry.flush({ to: 'store' });
  return one;
}

const hosts = {
  'node:http': (page: AdminPage) => nodeListener(page),
  Express: (page: AdminPage) => express().use(basePath, nodeListener(page)),
  'Express with a parser of forms before it': (page: AdminPage) =>
    express().use(express.urlencoded()).use(express.json()).use(basePath, nodeListener(page)),
  'node:http with @hono/node-server': (page: AdminPage) => getRequestListener(page),
  'Express with @hono/node-server': (page: AdminPage) => express().use(basePath, getRequestListener(page)),
} as const;

describe.each(Object.entries(hosts))('under %s', (_, host) => {
  test('pages are shown, links lead on, and buttons work', async () => {
    const one = await setUp();
    const server = await serving(host(one.page));
    onTestFinished(() => server[Symbol.asyncDispose]());
    const seen = visitor(server.origin + basePath);
    const overview = await seen.text('');
    expect(overview).toContain('Telemetry is on');
    const links = [...overview.matchAll(/(?:href|src|action)="([^"#]+)"/gu)].map(([, link]) => link);
    expect(links.every((link) => link?.startsWith(basePath) === true)).toBe(true);
    expect((await seen.get('/view/1')).status).toBe(200);
    expect((await seen.get('/')).status).toBe(200);
    const style = links.find((link) => link?.endsWith('style.css') === true);
    expect((await fetch(server.origin + (style ?? ''))).headers.get('Content-Type')).toBe('text/css; charset=utf-8');
    expect(await seen.press('delete-all')).toContain('1 record was deleted here.');
    expect((await seen.post('/delete-all', { body: 'token=wrong' })).status).toBe(403);
    const head = await fetch(server.origin + basePath, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

test('a page at the root has its links there', async () => {
  const one = await setUp();
  const server = await serving(nodeListener(adminPage({ telemetry: one.telemetry, authorize: () => true })));
  onTestFinished(() => server[Symbol.asyncDispose]());
  const seen = visitor(server.origin);
  expect(await seen.text('/')).toContain('href="/view"');
  expect((await seen.get('/view')).status).toBe(200);
});

test('the listener passes on what it was called with', async () => {
  const one = await setUp();
  const session = { isAdmin: false };
  const page = adminPage({
    telemetry: one.telemetry,
    basePath,
    authorize: (_, from) => typeof from === 'object' && from !== null && Reflect.get(from, 'session')?.isAdmin === true,
  });
  const app = express();
  app.use((request, _response, next) => {
    Object.assign(request, { session });
    next();
  });
  const server = await serving(app.use(basePath, nodeListener(page)));
  onTestFinished(() => server[Symbol.asyncDispose]());
  expect((await fetch(server.origin + basePath)).status).toBe(403);
  session.isAdmin = true;
  expect((await fetch(server.origin + basePath)).status).toBe(200);
});
