import { codeIn } from '../errors.ts';

/** Why there is no answer. `code` is that of the system, Node or OpenSSL, or `ABORT_ERR` where the request's own signal ended it. */
export class PostError extends Error {
  override readonly name = 'PostError';
  readonly code: string;
  /** Status of a proxy that did not open a tunnel. */
  readonly proxyStatus: number | null;

  constructor(host: string, cause: unknown) {
    const code = codeIn(cause) ?? 'ERR_POST';
    super(`Failed to post to ${host}: ${code}.`, { cause });
    this.code = code;
    this.proxyStatus = code === 'ERR_PROXY_TUNNEL' ? statusIn(cause) : null;
  }
}

/** Code of a {@link PostError}: the receiver sent informational answers (1xx) and no final one. */
export const endlessInformation = 'ERR_ENDLESS_INFORMATION';

function statusIn(cause: unknown): number | null {
  const status: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'statusCode') : null;
  return typeof status === 'number' ? status : null;
}
