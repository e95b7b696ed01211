import { format } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';

const methods = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const;

let printed: string[] = [];
let originals: readonly (() => void)[] = [];

/** Telemetry says nothing: what code under test prints to the console fails the test that made it. */
beforeEach(() => {
  printed = [];
  originals = methods.map((method) => {
    const original = console[method];
    console[method] = (...args: unknown[]) => {
      printed.push(`console.${method}: ${format(...args)}`);
    };
    return () => {
      console[method] = original;
    };
  });
});

afterEach(() => {
  for (const restore of originals) restore();
  expect(printed, 'nothing is printed to the console').toEqual([]);
});
