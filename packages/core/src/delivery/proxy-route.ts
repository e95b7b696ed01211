import type { Environment } from '../surroundings/environment.ts';
import { thisNode, wordOnProxies, type RunningNode } from '../surroundings/node-options.ts';
import { isPassedBy, unreadEntries } from './no-proxy.ts';
import { shownSink } from './shown-sink.ts';
import type { Sink } from './sink.ts';

/** What is not as it was meant, and the way out. */
export interface ProxyTrouble {
  /** `HTTPS_PROXY is set and ignored`. */
  readonly seen: string;
  readonly todo: string;
}

/** How a receiver is reached, as `node:http` reads the environment. Never shows a proxy's address, which may hold a password. */
export interface ProxyRoute {
  /** `misconfigured`: a proxy is to be used, and what is set is none, so that nothing can be sent. */
  readonly kind: 'direct' | 'proxied' | 'misconfigured';
  /** The variable that names the proxy, used or not; `null` where none does. */
  readonly variable: string | null;
  /** What is set, and whether it is used, in words. */
  readonly seen: string;
  /** Why a proxy that is set is ignored, or of no use; `null` where it is not. */
  readonly problem: ProxyTrouble | null;
  /** What is set in a form that Node does not read. */
  readonly warnings: readonly ProxyTrouble[];
}

/**
 * How a receiver is reached from here: through `https_proxy` or `HTTPS_PROXY` for `https:`, through `http_proxy` or `HTTP_PROXY`
 * for `http:`, where Node is told to use them and can, since 22.21 and 24.5. `null` stands for a receiver over HTTPS whose name
 * is not known. https://nodejs.org/api/http.html#built-in-proxy-support
 */
export function proxyRoute(url: URL | null, env: Environment, node: RunningNode = thisNode()): ProxyRoute {
  const [small, large] = url?.protocol === 'http:' ? ['http_proxy', 'HTTP_PROXY'] : ['https_proxy', 'HTTPS_PROXY'];
  const variable = firstSet(env, small, large);
  const value = env[variable ?? ''] ?? '';
  if (variable === null || value.trim() === '') return withoutProxy(env, large);
  const list = firstSet(env, 'no_proxy', 'NO_PROXY');
  const passed = env[list ?? ''] ?? '';
  if (list !== null && isPassedBy(passed, url)) {
    const seen = `${variable} is set, and not used for ${url?.host ?? 'any host'} (${list})`;
    return { kind: 'direct', variable, seen, problem: null, warnings: [] };
  }
  const { isUsed, offBy } = wordOnProxies(env, node);
  if (offBy !== null) {
    return {
      kind: 'direct',
      variable,
      seen: `${variable} is set, and not used (${offBy})`,
      problem: null,
      warnings: [],
    };
  }
  const problem = whyIgnored(variable, value, isUsed, node);
  if (problem !== null) return { kind: 'direct', variable, seen: problem.seen, problem, warnings: [] };
  if (!isProxyUrl(value)) {
    const broken = { seen: `${variable} is set, and is no URL of a proxy: nothing can be sent`, todo: giveUrl };
    return { kind: 'misconfigured', variable, seen: broken.seen, problem: broken, warnings: [] };
  }
  const warnings = unreadEntries(passed, url).map(({ seen, todo }) => ({ seen: `${list} ${seen}`, todo }));
  return { kind: 'proxied', variable, seen: `${variable} is set, and used`, problem: null, warnings };
}

/** Where sinks send to; `null` for a receiver that is not known, as where the sinks are not. */
export function receiversOf(sinks: readonly Sink[] | undefined): readonly (URL | null)[] {
  if (sinks === undefined) return [null];
  return sinks.flatMap((sink) => {
    if (sink.dryRun === true) return [];
    const { url } = shownSink(sink).receiver;
    const receiver = url !== null && URL.canParse(url) ? new URL(url) : null;
    return receiver === null || /^https?:$/.test(receiver.protocol) ? [receiver] : [];
  });
}

/** Node takes the variable in small letters first, and an empty one for none. */
const firstSet = (env: Environment, ...names: readonly string[]): string | null =>
  names.find((name) => (env[name] ?? '') !== '') ?? null;

const giveUrl = 'Give it as http://HOST:PORT.';

function withoutProxy(env: Environment, variable: string): ProxyRoute {
  const other = firstSet(env, 'all_proxy', 'ALL_PROXY');
  const unread = { seen: `${other} is set, and Node does not read it`, todo: `Set ${variable} as well.` };
  return {
    kind: 'direct',
    variable: null,
    seen: 'none is set',
    problem: null,
    warnings: other === null ? [] : [unread],
  };
}

function whyIgnored(variable: string, value: string, isUsed: boolean, { version }: RunningNode): ProxyTrouble | null {
  if (!canUseProxy(version)) {
    return { seen: `${variable} is set, and Node ${version} ignores it`, todo: 'Use Node 22.21, 24.5 or newer.' };
  }
  if (!isUsed) {
    return { seen: `${variable} is set and ignored`, todo: 'Set NODE_USE_ENV_PROXY=1 as well, or unset the proxy.' };
  }
  if (/^https?:\/\//.test(value)) return null;
  return { seen: `${variable} is set and ignored, as it does not begin with http:// or https://`, todo: giveUrl };
}

function canUseProxy(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

/** Node throws for any other. */
function isProxyUrl(value: string): boolean {
  try {
    const { username, password } = new URL(value);
    decodeURIComponent(`${username}:${password}`);
    return !/[\r\n]/.test(value);
  } catch {
    return false;
  }
}
