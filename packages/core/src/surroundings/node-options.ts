import type { Environment } from './environment.ts';

/** What of a running Node decides how it behaves. */
export interface RunningNode {
  /** `24.5.0`. */
  readonly version: string;
  /** Its own arguments, those before the script. */
  readonly execArgv: readonly string[];
}

/** The Node that runs this. */
export const thisNode = (): RunningNode => ({ version: process.versions.node, execArgv: process.execArgv });

/** Whether Node is told to use the proxies that the environment names, whether it can or not. */
export interface ProxyWord {
  readonly isUsed: boolean;
  /** What tells it not to: `--no-use-env-proxy`. `null` where nothing does. */
  readonly offBy: string | null;
}

/**
 * Told by an argument, else by `NODE_OPTIONS`, else by `NODE_USE_ENV_PROXY=1`. Of two that contradict each other the last one
 * counts: https://nodejs.org/api/cli.html#--use-env-proxy
 */
export function wordOnProxies(env: Environment, { execArgv }: RunningNode): ProxyWord {
  const [variable, option] = ['NODE_USE_ENV_PROXY', '--use-env-proxy'];
  const said = optionsOf(env, execArgv)
    .map(nameOf)
    .findLast((name) => name.replace('--no-', '--') === option);
  if (said !== undefined) return { isUsed: said === option, offBy: said === option ? null : said };
  const word = env[variable];
  return { isUsed: word === '1', offBy: word === '0' ? `${variable}=0` : null };
}

/** The options that say how Node connects: through which proxy, to which address of a name, and whom it trusts. */
export function networkOptions(env: Environment, { execArgv }: RunningNode): readonly string[] {
  const options = optionsOf(env, execArgv);
  return options.flatMap((option, index) => {
    if (!network.test(nameOf(option))) return [];
    const value = options[index + 1];
    const isApart = withValue.test(nameOf(option)) && !option.includes('=') && value !== undefined;
    return isApart ? [`${option}=${value}`] : [option];
  });
}

const network =
  /^--(?:no-)?(?:use-env-proxy|use-system-ca|dns-result-order|tls-(?:min|max)-v1\.\d|(?:enable-)?network-family-autoselection(?:-attempt-timeout)?)$/;
const withValue = /^--(?:dns-result-order|network-family-autoselection-attempt-timeout)$/;

/** Node takes `_` for `-`, and a switch may have a value that it ignores. */
const nameOf = (option: string): string => (option.split('=', 1)[0] ?? '').replaceAll('_', '-');

/** In the order in which Node reads them: arguments after `NODE_OPTIONS`. */
const optionsOf = (env: Environment, execArgv: readonly string[]): readonly string[] => [
  ...split(env['NODE_OPTIONS'] ?? ''),
  ...execArgv,
];

/** As Node splits `NODE_OPTIONS`: at spaces outside of double quotes, in which a backslash keeps what follows it. */
function split(text: string): readonly string[] {
  const options = text.match(/(?:"(?:\\.|[^"\\])*"?|[^" ])+/g) ?? [];
  return options.map((option) =>
    option.replaceAll(/"((?:\\.|[^"\\])*)"?/g, (_, quoted: string) => quoted.replaceAll(/\\(.)/g, '$1')),
  );
}
