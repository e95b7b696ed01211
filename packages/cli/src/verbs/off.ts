import type { Verb } from '../verb.ts';
import { switchTo } from './switch.ts';

/** Keeps the operator's word for off. */
export const off: Verb = {
  name: 'off',
  summary: 'switch telemetry off; what was not sent is deleted',
  does: 'switch telemetry off',
  needs: { store: 'decisions' },
  run: (call) => switchTo('off', call),
};
