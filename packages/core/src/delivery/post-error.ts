import { codeIn } from '../errors.ts';

/** Why there is no answer. `code` is that of the system, Node or OpenSSL, or `ABORT_ERR` where the request's own signal ended it. */
export class PostError extends Error {
  override readonly name = 'PostError';
  readonly code: string;
  /** Status of a proxy that did not open a tunnel. */
  readonly proxyStatus: number | null;

  constructor(host: string, cause: unknown) {
    const code = codeIn(cause) ?? codeless;
    super(`Failed to post to ${host}: ${code}.`, { cause });
    this.code = code;
    this.proxyStatus = code === 'ERR_PROXY_TUNNEL' ? statusIn(cause) : null;
  }
}

/** Code of a {@link PostError} whose cause has none. */
export const codeless = 'ERR_POST';

/** Codes of a {@link PostError} that are ours, and what the receiver did. */
export const ended = {
  /** It sent informational answers (1xx) and no final one. */
  information: 'ERR_ENDLESS_INFORMATION',
  /** It closed the connection, and answered nothing. */
  unanswered: 'ERR_UNANSWERED',
  /** It closed the connection in the middle of its answer. */
  cut: 'ERR_ANSWER_CUT',
  /** Nothing: the process had no more to do than to wait for it. */
  process: 'ERR_PROCESS_ENDS',
} as const;

function statusIn(cause: unknown): number | null {
  const status: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'statusCode') : null;
  return typeof status === 'number' ? status : null;
}
