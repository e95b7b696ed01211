import { describe, expect, it } from 'vitest';
import { installationIdentity, machineIdentity, noIdentity } from '../../src/identity/identities.ts';

describe('the identity of a plan', () => {
  it('is an installation, with an id of each instance where it is asked for', () => {
    expect(installationIdentity()).toStrictEqual({ kind: 'installation' });
    expect(installationIdentity({})).toStrictEqual({ kind: 'installation' });
    expect(installationIdentity({ instance: 'instanceId' })).toStrictEqual({
      kind: 'installation',
      instance: 'instanceId',
    });
  });

  it('is a machine, with the config key of its host', () => {
    expect(machineIdentity({ host: 'Butler.configQRS.host' })).toStrictEqual({
      kind: 'machine',
      host: 'Butler.configQRS.host',
    });
  });

  it('is none', () => {
    expect(noIdentity()).toStrictEqual({ kind: 'none' });
  });
});
