import { describe, expect, it } from 'vitest';
import { loadPackage } from '../../src/surroundings/load-package.ts';

interface Yaml {
  parse(): string;
  isMap(): boolean;
}

const yaml: Yaml = { parse: () => 'parsed', isMap: () => true };
const load = (module: object) => loadPackage('yaml', Promise.resolve(module as Yaml), ['parse', 'isMap']);

describe('a package that is loaded when it is needed', () => {
  it.each<[string, object]>([
    ['where Node finds them all', yaml],
    ['beside a default', { ...yaml, default: {} }],
    ['in its default', { default: yaml }],
    ['in the default of its default', { default: { default: yaml } }],
    ['in its default, where only some are found beside it', { parse: () => 'another', default: yaml }],
    ['on a function', { default: Object.assign(() => {}, yaml) }],
    ['in its default, where a member beside it is undefined', { ...yaml, isMap: undefined, default: yaml }],
  ])('has its members %s', async (_where, module) => {
    const { parse, isMap } = await load(module);
    expect([parse(), isMap()]).toEqual(['parsed', true]);
  });

  it('may be its default alone', async () => {
    const isDocker = () => false;
    expect((await loadPackage('is-docker', Promise.resolve({ default: isDocker }), ['default'])).default).toBe(
      isDocker,
    );
  });

  it.each([[{}], [{ default: null }], [{ default: 'yaml' }], [{ default: { parse: yaml.parse } }]])(
    'is named where its members are nowhere: %j',
    async (module) => {
      await expect(load(module)).rejects.toThrow(
        'Failed to load yaml: it has no parse, isMap. Install the version that plainsight asks for, or leave yaml out of the bundle.',
      );
    },
  );

  it('is named where it cannot be loaded, with the way out of a bundle that has no require', async () => {
    const fail = (message: string) =>
      loadPackage('yaml', Promise.reject<Yaml>(new Error(message)), ['parse']).catch(String);
    expect(await fail("Cannot find package 'yaml'")).toBe("Error: Failed to load yaml: Cannot find package 'yaml'");
    expect(await fail('Dynamic require of "process" is not supported')).toBe(
      'Error: Failed to load yaml: Dynamic require of "process" is not supported. ' +
        'Give the bundle a require with createRequire of node:module, as the guide on bundles and runtimes shows.',
    );
  });
});
