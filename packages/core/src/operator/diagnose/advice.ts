import { isCertificateCode } from '../../delivery/certificate-code.ts';

/** What to do where a connection failed, by the first known code in the reason; `null` where there is none. */
export function adviceOn(reason: string): string | null {
  for (const [code] of reason.matchAll(/\b[A-Z][A-Z\d_]{3,}\b/g)) {
    const advice = byCode.get(code) ?? (isCertificateCode(code) ? authority : null);
    if (advice !== null) return advice;
    if (/^(?:EPROTO|ERR_SSL_\w+)$/.test(code)) return 'See that address and port are those of an HTTPS server.';
  }
  return null;
}

const authority =
  'If the certificate is signed by an authority of your own, put that into NODE_EXTRA_CA_CERTS and start again.';
const renew = 'Set the clock of this machine. If it is right, the receiver has to renew its certificate.';
const otherHost = 'Another server answers under this name: see name server, hosts file and proxy.';
const refused = 'See that address and port are right, that the receiver runs, and that no firewall refuses it.';
const nameServer = 'See the name server of this machine, or set a proxy.';
const dropped = 'A firewall may drop it: allow connections to this host and port, or set a proxy.';
const cut = 'Something on the way ends the connection: see firewall and proxy.';
const noRoute = 'This machine has no route to it: see its network, or set a proxy.';
const forbidden =
  'Allow this process to open connections to it: see firewall, sandbox and the permissions given to Node.';
const files = 'The process has too many files open: raise its limit of open files.';

/** Those of certificates that are no matter of an authority, those of the system, and those of Node. */
const byCode: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', renew],
  ['CERT_NOT_YET_VALID', renew],
  ['ERR_TLS_CERT_ALTNAME_INVALID', otherHost],
  ['HOSTNAME_MISMATCH', otherHost],
  ['ECONNREFUSED', refused],
  ['ENOTFOUND', nameServer],
  ['ENODATA', nameServer],
  ['EAI_NODATA', nameServer],
  ['EAI_NONAME', nameServer],
  ['EAI_AGAIN', nameServer],
  ['EAI_FAIL', nameServer],
  ['ESERVFAIL', nameServer],
  ['ETIMEDOUT', dropped],
  ['ESOCKETTIMEDOUT', dropped],
  ['UND_ERR_CONNECT_TIMEOUT', dropped],
  ['ECONNRESET', cut],
  ['ECONNABORTED', cut],
  ['EPIPE', cut],
  ['UND_ERR_SOCKET', cut],
  ['EHOSTUNREACH', noRoute],
  ['EHOSTDOWN', noRoute],
  ['ENETUNREACH', noRoute],
  ['ENETDOWN', noRoute],
  ['EADDRNOTAVAIL', noRoute],
  ['EACCES', forbidden],
  ['EPERM', forbidden],
  ['ERR_ACCESS_DENIED', forbidden],
  ['EMFILE', files],
  ['ENFILE', files],
]);
