/** A visitor without a browser: it keeps cookies, and sends forms as a browser does. */
export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  text(path: string): Promise<string>;
  /** Sends a form with the token of the overview, and gives the page that it leads to. */
  press(action: string): Promise<string>;
  post(path: string, options?: PostOptions): Promise<Response>;
  /** The token that forms bring back. */
  token(): Promise<string>;
}

/** How a form is sent, where it is not as a browser does it. */
export interface PostOptions {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Asked {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Visits the page at a URL. */
export function visitor(url: string): Visitor {
  const jar = new Map<string, string>();
  const { origin, host } = new URL(url);

  async function ask(path: string, { headers = {}, ...init }: Asked): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie === '' ? {} : { Cookie: cookie }), ...headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (/Max-Age=0/iu.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  const get: Visitor['get'] = (path, headers = {}) => ask(path, { headers });
  const text = async (path: string): Promise<string> => (await get(path)).text();
  const token = async (): Promise<string> => /name="token" value="([^"]+)"/u.exec(await text(''))?.[1] ?? '';
  const post: Visitor['post'] = (path, { body = '', headers = {} } = {}) =>
    ask(path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin, Host: host, ...headers },
    });
  return {
    get,
    text,
    token,
    post,
    press: async (action) => {
      const answer = await post(`/${action}`, { body: new URLSearchParams({ token: await token() }).toString() });
      if (answer.status !== 303)
        throw new Error(`${action} was answered with ${answer.status}: ${await answer.text()}`);
      return text('');
    },
  };
}
