/** Addresses of the page's parts, wherever it is mounted. */
export interface Links {
  /** `to('view', { state: 'waiting' })`: what is left undefined is left out. `to('')` is the overview. */
  to(path: string, query?: Readonly<Record<string, string | undefined>>): string;
  readonly basePath: string;
}

/** Links below a path, which is empty at the root. */
export const linksBelow = (basePath: string): Links => ({
  basePath: basePath === '' ? '/' : basePath,
  to: (path, query = {}) => {
    const asked = new URLSearchParams(
      Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
    ).toString();
    const place = path === '' ? basePath || '/' : `${basePath}/${path}`;
    return asked === '' ? place : `${place}?${asked}`;
  },
});

/** The path of a request below that path, whether a router that mounts the page has taken it off already or not. */
export const pathBelow = (basePath: string, url: string): string => {
  const { pathname } = new URL(url);
  const isBelow = basePath !== '' && (pathname === basePath || pathname.startsWith(`${basePath}/`));
  const path = (isBelow ? pathname.slice(basePath.length) : pathname).replace(/\/+$/u, '');
  return path === '' ? '/' : path;
};
