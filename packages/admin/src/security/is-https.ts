/**
 * Whether the browser came by TLS: to this server, or, where `trustProxy` says that a proxy before it writes `X-Forwarded-Proto`,
 * to the first of the proxies.
 */
export const isHttps = ({ url, headers }: Request, trustProxy: boolean): boolean => {
  if (new URL(url).protocol === 'https:') return true;
  const [first = ''] = (headers.get('X-Forwarded-Proto') ?? '').split(',');
  return trustProxy && first.trim().toLowerCase() === 'https';
};
