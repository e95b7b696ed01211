import { describe, it } from 'vitest';
import { emptyState as state } from '../../src/pipeline/state.ts';
import type { TelemetryEvent } from '../../src/pipeline/telemetry-event.ts';
import { validate } from '../../src/pipeline/validate.ts';
import { marbles } from './marbles.ts';

const event = (properties: TelemetryEvent['properties']): TelemetryEvent => ({
  uuid: 'u',
  name: 'n',
  timestamp: 't',
  distinctId: 'd',
  properties,
});
const remains = { uuid: 'u', name: 'n', timestamp: 't' };

describe('validate', () => {
  it('lets pass what its check finds nothing wrong with, and tells it as JSON and how large that is', () => {
    marbles(({ cold, expectObservable }) => {
      const sound = event({ name: 'å' });
      const json = JSON.stringify(sound);
      expectObservable(cold('-a|', { a: { state, events: [sound] } }).pipe(validate(() => []))).toBe('-a|', {
        a: {
          state,
          verdicts: [{ passed: true, event: sound, json, bytes: new TextEncoder().encode(json).length }],
        },
      });
    });
  });

  it('keeps of the others the names of their fields and the reasons', () => {
    marbles(({ cold, expectObservable }) => {
      const checked = validate(({ properties }) => ('wrong' in properties ? ['wrong is not in the plan'] : []));
      expectObservable(cold('a', { a: { state, events: [event({ wrong: 'secret' })] } }).pipe(checked)).toBe('a', {
        a: {
          state,
          verdicts: [
            { passed: false, quarantined: { ...remains, fields: ['wrong'], reasons: ['wrong is not in the plan'] } },
          ],
        },
      });
    });
  });

  it('sets aside what is larger than 64 KB, without checking it', () => {
    marbles(({ cold, expectObservable }) => {
      const large = event({ text: 'x'.repeat(64 * 1024) });
      const never = validate(() => {
        throw new Error('was checked');
      });
      expectObservable(cold('a', { a: { state, events: [large] } }).pipe(never)).toBe('a', {
        a: {
          state,
          verdicts: [
            {
              passed: false,
              quarantined: { ...remains, fields: ['text'], reasons: ['is 65617 bytes, and may be 65536'] },
            },
          ],
        },
      });
    });
  });
});
