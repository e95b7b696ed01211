import { healthy, type SinkHealth } from '@plainsight/core';
import { parsedJson } from './parsed-json.ts';

/** How a sink is doing, as it was kept. */
export function healthFrom(json: string | null): SinkHealth {
  const parsed = parsedJson(json);
  return typeof parsed === 'object' && parsed !== null ? { ...healthy, ...parsed } : healthy;
}
