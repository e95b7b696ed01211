// Makes a sink, and prints which of the modules that only a delivery needs were loaded, ours included.
import { registerHooks } from 'node:module';

const loaded: string[] = [];
registerHooks({
  load: (url, context, next) => {
    if (/posthog-node|@posthog|node:(?:http|https|net|tls|zlib|util)$/.test(url)) loaded.push(url);
    if (/posthog-sink\/src\/(?!index|posthog-sink|added|sendable|target)/.test(url)) loaded.push(url);
    return next(url, context);
  },
});

const { posthogSink } = await import('../src/index.ts');
const sink = posthogSink({ key: 'phc_test' });
const made = [...loaded];
await sink.close();
process.stdout.write(`${JSON.stringify(made)}\n`);
