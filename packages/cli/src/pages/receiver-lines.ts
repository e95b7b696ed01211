import { inert, wrap } from '@plainsight/console-sink';
import type { Preview, Receiver } from '@plainsight/core';

type Seen = Preview['sinks'][number];

/** Who receives: `PostHog · https://eu.i.posthog.com · kept in EU`, or that nothing leaves the machine. */
export const receiverLines = ({ receiver, dryRun }: Seen, width: number): readonly string[] =>
  wrap(receiverLine(receiver, dryRun), width);

/** The same on one line. */
export const receiverLine = ({ company, url, region }: Receiver, dryRun = false): string => {
  const parts = [
    company,
    url,
    region === null ? null : `kept in ${region}`,
    dryRun ? 'a dry run, nothing leaves this machine' : null,
  ];
  return inert(parts.filter((part) => part !== null).join(' · '));
};

/** What is said where no sink is known. */
export const noReceiver = 'not known here: the application names its receivers when it starts telemetry';
