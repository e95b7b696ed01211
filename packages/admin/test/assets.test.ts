import { readFile } from 'node:fs/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { assetModules } from '../scripts/assets.ts';
import { site } from './site.ts';
import { visitor } from './visitor.ts';

describe('what the pages load', () => {
  test('is what its sources make', async () => {
    for (const [file, source] of Object.entries(await assetModules())) {
      const written = await readFile(new URL(`../src/${file}`, import.meta.url), 'utf8');
      // Their difference would fill the screen.
      expect(written === source, `${file} is not: run pnpm generate`).toBe(true);
    }
  });

  test('comes from the page itself, is kept by a browser, and names who made the plot', async () => {
    const one = await site();
    onTestFinished(() => one[Symbol.asyncDispose]());
    const seen = visitor(one.origin);
    const page = await seen.text('/admin/telemetry');
    const addresses = [...page.matchAll(/(?:src|href)="([^"]*\/assets\/[^"]+)"/gu)].map(([, address = '']) => address);
    expect(addresses.map((address) => address.split('/').at(-1))).toEqual(['icon.svg', 'style.css', 'plot.js']);
    const types = ['image/svg+xml', 'text/css; charset=utf-8', 'text/javascript; charset=utf-8'];
    for (const [index, address] of addresses.entries()) {
      const { status, headers } = await seen.get(address);
      expect([status, headers.get('Content-Type'), headers.get('Cache-Control')]).toEqual([
        200,
        types[index],
        'private, max-age=31536000, immutable',
      ]);
    }
    expect(await seen.text(addresses[2] ?? '')).toMatch(
      /^\/\*!\nThe plot is drawn by uPlot[^]*MIT License[^]*Leon Sorokin/u,
    );
    // Of the page there is no address of any other host, but for where events go.
    expect(page.replaceAll(/<code>[^<]*<\/code>/gu, '')).not.toMatch(/https?:\/\//u);
  });
});
