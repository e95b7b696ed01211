/**
 * Whether a form was sent from a page of this site. Browsers say so by `Sec-Fetch-Site`; over plain HTTP in a network they
 * leave that out, and say `Origin`. What says neither is no browser, and no page of ours.
 */
export const isFromHere = (request: Request): boolean => {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('Origin') ?? '';
  return URL.canParse(origin) && new URL(origin).host === hostOf(request);
};

/** Which host a request is for, as its sender has it. */
export const hostOf = (request: Request): string =>
  (request.headers.get('Host') ?? new URL(request.url).host).toLowerCase();
