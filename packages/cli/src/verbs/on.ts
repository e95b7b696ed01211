import type { Verb } from '../verb.ts';
import { switchTo } from './switch.ts';

/** Keeps the operator's word for on; fails where another place says off, and names it. */
export const on: Verb = {
  name: 'on',
  summary: 'switch telemetry on, and keep that',
  does: 'switch telemetry on',
  details: 'Where another place says off, that one wins: it is named, and the wish is kept.',
  needs: { config: 'consent', store: 'decisions' },
  run: (call) => switchTo('on', call),
};
