import type { Sink, Telemetry } from '@plainsight/core';

/** What letting go may take, after which the process ends all the same. */
const timeoutMillis = 500;

/** Closes a handle and its sinks, as far as they can be closed in time. Never rejects. */
export const letGo = async (telemetry: Telemetry, sinks: readonly Sink[]): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMillis);
  });
  const closed = Promise.allSettled([telemetry.close({ timeoutMillis }), ...sinks.map(async (sink) => sink.close())]);
  await Promise.race([closed, late]);
  clearTimeout(timer);
};
