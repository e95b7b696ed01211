import { Writable } from 'node:stream';
import { sinkContract, type SinkPlace } from '@plainsight/core/testing';
import { describe, it } from 'vitest';
import { consoleSink } from '../src/index.ts';

const format = 'ndjson';

sinkContract(
  { describe, it },
  {
    name: 'console',
    supports: { received: true, failing: true, hanging: true },
    create: (): SinkPlace => {
      const lines: string[] = [];
      let mode: 'takes' | 'fails' | 'hangs' = 'takes';
      const stream = new Writable({
        write: (chunk, _, done) => {
          if (mode === 'takes') lines.push(String(chunk));
          if (mode !== 'hangs') done(mode === 'fails' ? new Error('no space left on device') : null);
        },
      });
      return {
        sink: consoleSink({ format, stream }),
        received: () => lines.map((line) => JSON.parse(line).uuid),
        fail: () => {
          mode = 'fails';
        },
        hang: () => {
          mode = 'hangs';
        },
      };
    },
  },
);
