import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { yamlFile } from '../../src/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { config, hour, kettle } from './host.ts';

const minute = 60_000;
const saying = (telemetry: unknown): string => JSON.stringify({ kettle: { ...config.kettle, telemetry } });

/** A running application whose first report is out, and its config file. */
async function running() {
  const path = join(await temporaryDirectory(), 'kettle.json');
  await writeFile(path, saying(true));
  const host = kettle({ config: yamlFile(path) });
  await host.start();
  await host.telemetry.flush();
  host.sink.clear();
  const deliver = async (): Promise<readonly string[]> => {
    host.telemetry.record('boiled', { litres: 1 });
    await host.telemetry.flush();
    return host.sink.accepted.map(({ name }) => name);
  };
  return { ...host, path, deliver };
}

describe('a config file that is edited while telemetry runs', () => {
  it('is obeyed before the next delivery, and what was not sent is deleted', async () => {
    const { path, deliver, telemetry } = await running();
    expect(await deliver()).toEqual(['boiled']);
    await writeFile(path, saying(false));
    expect(await deliver()).toEqual(['boiled']);
    expect(await telemetry.status()).toMatchObject({ state: 'off', consent: { decidedBy: 'kettle.telemetry' } });
    await expect.poll(async () => (await telemetry.records({ state: 'waiting' })).entries).toEqual([]);
  });

  it('that says on again is followed at the restart, and status says so until then', async () => {
    const { path, deliver, telemetry } = await running();
    await writeFile(path, saying(false));
    await deliver();
    await writeFile(path, saying(true));
    expect(await deliver()).toEqual([]);
    expect(await telemetry.status()).toMatchObject({
      state: 'off',
      consent: { on: true },
      problems: ['it was off before, and begins when the application is started again'],
    });
  });

  it.each([
    ['a list where the section was', '{ "kettle": [{ "telemetry": true }] }'],
    ['a text where the section was', '{ "kettle": "telemetry=true" }'],
    ['an included section', 'kettle: !include kettle.yaml\n'],
    ['a word that is neither on nor off', saying('perhaps')],
    ['a list', '[]'],
  ])('says off when it holds %s by now, which is said once', async (_, text) => {
    const { path, deliver, telemetry, lines } = await running();
    await writeFile(path, text);
    expect(await deliver()).toEqual([]);
    const { state, problems } = await telemetry.status();
    expect(state).toBe('off');
    expect(problems).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([`warn Telemetry: ${problems[0]}`]);
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('has a warning, once, for a key that is written otherwise by now', async () => {
    const { path, deliver, lines } = await running();
    await writeFile(path, '{ "kettle": { "Telemetry": false } }');
    expect(await deliver()).toEqual(['boiled']);
    await deliver();
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([
      'warn Telemetry: the config has kettle.Telemetry, which is not read: the key is kettle.telemetry. Rename it.',
    ]);
  });
});

describe('a config that is changed in the application', () => {
  it('is obeyed before the next delivery where it is an object, or a promise of one', async () => {
    for (const give of [(given: object) => given, (given: object) => Promise.resolve(given)]) {
      const given = { kettle: { ...config.kettle } };
      const { start, telemetry, sink } = kettle({ config: give(given) });
      await start();
      await telemetry.flush();
      sink.clear();
      given.kettle.telemetry = false;
      telemetry.record('boiled', { litres: 1 });
      await telemetry.flush();
      expect(sink.batches).toEqual([]);
      expect((await telemetry.status()).state).toBe('off');
    }
  });

  it('is asked of a function once a minute and no more, and obeyed before the next delivery then', async () => {
    let says = true;
    let asked = 0;
    const { start, telemetry, sink, clock } = kettle({
      config: () => {
        asked += 1;
        return { kettle: { ...config.kettle, telemetry: says } };
      },
    });
    const deliver = async (): Promise<void> => {
      telemetry.record('boiled', { litres: 1 });
      await telemetry.flush();
    };
    await start();
    await deliver();
    says = false;
    const before = asked;
    sink.clear();
    for (let time = 0; time < 3; time += 1) await deliver();
    expect(asked).toBe(before);
    expect(sink.accepted).toHaveLength(3);
    await clock.advance(minute);
    await deliver();
    expect(asked).toBe(before + 1);
    expect(sink.accepted).toHaveLength(3);
    expect((await telemetry.status()).state).toBe('off');
  });

  it('holds telemetry back where the function fails, and says off where it gives what is no config', async () => {
    const answers = new Map<string, () => unknown>([
      ['fails', () => JSON.parse('{')],
      ['gives a map', () => new Map()],
    ]);
    for (const [how, answer] of answers) {
      let give: () => unknown = () => config;
      const { start, telemetry, sink, clock } = kettle({ config: () => give() as object });
      await start();
      await telemetry.flush();
      sink.clear();
      give = answer;
      await clock.advance(hour);
      telemetry.record('boiled', { litres: 1 });
      await telemetry.flush();
      const { consent, problems } = await telemetry.status();
      expect([how, sink.accepted.length, consent.heldBack]).toEqual([how, 0, how === 'fails']);
      expect(problems).toHaveLength(1);
      await telemetry.close();
    }
  });
});

describe('status of another process', () => {
  it('says off of an edited file when the running application does not send any longer', async () => {
    const { path, deliver, options } = await running();
    const other = kettle();
    await writeFile(path, saying(false));
    const look = { ...options, config: yamlFile(path) };
    expect((await other.telemetry.status(look)).consent.on).toBe(false);
    expect(await deliver()).toEqual([]);
  });

  it.each<[string, (path: string) => object | undefined, RegExp]>([
    ['a file', (path) => yamlFile(path), /notices a change of .*kettle\.json before its next delivery/],
    ['a function', () => () => config, /asks for its config again before its next delivery, at most once a minute/],
    ['an object', () => config, /has a config object of its own.* when it is started again/],
    ['nothing', () => undefined, /goes by its own config, which is not known here/],
  ])('says when a running application notices, where the config is %s', async (_, give, words) => {
    const path = join(await temporaryDirectory(), 'kettle.json');
    await writeFile(path, saying(true));
    const { telemetry, start, options } = kettle({ config: give(path) ?? config });
    const { config: _config, ...rest } = options;
    const given = give(path);
    const { noticed } = await telemetry.status(given === undefined ? rest : options);
    expect(noticed).toMatch(words);
    expect(noticed).toMatch(/has environment variables of its own/);
    await start();
    expect((await telemetry.status()).noticed).toBeNull();
  });
});
