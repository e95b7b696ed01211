import type { TelemetryEvent } from '@plainsight/core';
import { inertJson } from './inert.ts';

/** Any JSON value on one line, without the line break. A terminal obeys none of it. Throws where JSON.stringify does. */
export const toLine = (value: unknown): string => inertJson(JSON.stringify(value));

/** A telemetry event on one line, without the line break: `{"uuid","name","timestamp","distinctId","properties"}`. */
export const formatLine = ({ uuid, name, timestamp, distinctId, properties }: TelemetryEvent): string =>
  toLine({ uuid, name, timestamp, distinctId, properties });
