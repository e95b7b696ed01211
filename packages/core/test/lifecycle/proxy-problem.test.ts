import { describe, expect, it } from 'vitest';
import { proxyProblem } from '../../src/lifecycle/proxy-problem.ts';

const proxy = { HTTPS_PROXY: 'http://proxy.example:3128' };
const node = (version = '24.21.0', ...execArgv: string[]) => ({ version, execArgv });

describe('a proxy', () => {
  it.each([
    ['none is set', {}, node()],
    ['it is empty', { HTTPS_PROXY: ' ', https_proxy: '' }, node()],
    ['only one for plain HTTP is set', { HTTP_PROXY: 'http://proxy.example:3128' }, node()],
    ['the environment tells Node to use it', { ...proxy, NODE_USE_ENV_PROXY: '1' }, node()],
    ['an argument tells Node to use it', proxy, node('24.21.0', '--enable-source-maps', '--use-env-proxy')],
    ['NODE_OPTIONS tell Node to use it', { ...proxy, NODE_OPTIONS: '--no-warnings  --use-env-proxy' }, node()],
    ['it is for no host', { ...proxy, NO_PROXY: '*' }, node()],
    ['it is for no host, in an old Node', { ...proxy, no_proxy: ' * ' }, node('20.20.0')],
    ['Node 22.21 is told to use it', { ...proxy, NODE_USE_ENV_PROXY: '1' }, node('22.21.0')],
    ['Node 24.5 is told to use it', { ...proxy, NODE_USE_ENV_PROXY: '1' }, node('24.5.0')],
    ['Node 26 is told to use it', { ...proxy, NODE_USE_ENV_PROXY: '1' }, node('26.0.0')],
  ])('is no problem when %s', (_, env, running) => {
    expect(proxyProblem(env, running)).toBeNull();
  });

  it.each([
    ['nothing tells Node to use it', proxy],
    ['it is written in small letters', { https_proxy: 'http://proxy.example:3128' }],
    ['NODE_USE_ENV_PROXY is 0', { ...proxy, NODE_USE_ENV_PROXY: '0' }],
    ['NODE_USE_ENV_PROXY is a word that Node does not take', { ...proxy, NODE_USE_ENV_PROXY: 'true' }],
    ['some hosts are reached without it', { ...proxy, NO_PROXY: 'localhost,.example' }],
  ])('is ignored, and the way out is said, when %s', (_, env) => {
    const variable = Object.keys(env)[0];
    expect(proxyProblem(env, node())).toBe(
      `${variable} is set and ignored: set NODE_USE_ENV_PROXY=1 as well, and Node will use the proxy.`,
    );
  });

  it.each(['20.20.0', '22.20.0', '23.11.0', '24.4.1'])('is ignored by Node %s, whatever it is told', (version) => {
    expect(proxyProblem({ ...proxy, NODE_USE_ENV_PROXY: '1' }, node(version, '--use-env-proxy'))).toBe(
      `HTTPS_PROXY is set, and Node ${version} ignores it: use Node 22.21, 24.5 or newer.`,
    );
  });

  it('is judged by the Node that runs, unless another is given', () => {
    expect(proxyProblem(proxy)).toMatch(/set NODE_USE_ENV_PROXY=1|use Node 22\.21/);
  });

  it('never shows the address, which may hold a password', () => {
    const env = { HTTPS_PROXY: 'http://user:secret@proxy.example:3128' };
    for (const version of ['20.20.0', '24.21.0']) expect(proxyProblem(env, node(version))).not.toContain('secret');
  });
});
