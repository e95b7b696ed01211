import type { Outcome, Sink } from '@plainsight/core';
import { httpSink } from '@plainsight/http-sink';
import { keysOfRows, rowsOf, rowsOfReport } from './rows.ts';

const mostRows = 50;

/** What a receiver needs besides its URL. */
export interface ReceiverOptions {
  readonly version: string;
  /** Writes a line to the log of the host. */
  readonly log: (line: string) => void;
}

/** Posts events as rows to the maintainer's own receiver, at most fifty a request. */
export const receiver = (url: string, { version, log }: ReceiverOptions): Sink =>
  httpSink({
    name: 'firefly-iii',
    url,
    company: 'James Cole',
    headers: { 'User-Agent': `FireflyIII/${version}` },
    body: rowsOf,
    keys: keysOfRows,
    limits: { events: Math.floor(mostRows / rowsOfReport) },
    receiptOf,
    onAnswer: ({ status, body }) => log(`Result of submission [${status}]: ${onOneLine(body)}`),
  });

/** The receiver says `{"uuid":"…"}`. Whatever says something else is not the receiver. */
function receiptOf(body: string): Outcome | null {
  const receipt = /^\s*\{\s*"uuid"\s*:\s*"([\w-]+)"\s*\}\s*$/.exec(body)?.[1];
  return receipt === undefined ? null : { status: 'accepted', receipt };
}

/** Anyone between here and the receiver may have written it. */
const onOneLine = (body: string): string => body.slice(0, 200).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
