import type { Environment } from '../surroundings/environment.ts';

/**
 * What to say where a proxy is set and Node ignores it; `null` where all is well.
 * Node honours `HTTPS_PROXY` when `NODE_USE_ENV_PROXY=1`, since 22.21 and 24.5:
 * https://nodejs.org/api/cli.html#node_use_env_proxy1
 */
export function proxyProblem(env: Environment, nodeVersion: string = process.versions.node): string | null {
  const variable = ['HTTPS_PROXY', 'https_proxy'].find((name) => (env[name] ?? '') !== '');
  if (variable === undefined) return null;
  if (!canUseProxy(nodeVersion)) {
    return `${variable} is set, and Node ${nodeVersion} ignores it: use Node 24.5 or newer.`;
  }
  if (env['NODE_USE_ENV_PROXY'] === '1') return null;
  return `${variable} is set and ignored: set NODE_USE_ENV_PROXY=1 as well, and Node will use the proxy.`;
}

function canUseProxy(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}
