import type { Plan } from '@plainsight/core';
import { code } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

/** What events are sent under, and how safe that is. */
export const identity: Section = ({ description: { plan, events }, called }) =>
  events.length === 0 ? [] : ['## Under which id', ...idBlocks(plan, called), ...instanceBlocks(plan)];

const idBlocks = ({ identity: id, report }: Plan, called: string): readonly string[] => {
  if (id?.kind === 'none') {
    const part = report === undefined ? 'period' : 'report';
    return [
      `Events are *anonymous*: they are sent under a random id, and a new one is drawn for each ${part}, so that nothing ` +
        'can be linked over time.',
    ];
  }
  if (id?.kind === 'machine') {
    return [
      'Events are *pseudonymous*: they are sent under an id that is computed from the machine, and is the same each time. ' +
        'It is a keyed hash (HMAC-SHA256, 64 hex digits). Its key is the MAC address of the default network interface; what ' +
        `is hashed is that address, the IPv4 address, what the config key ${code(id.host)} holds, and the UUID of the system. ` +
        'None of these is sent.',
      'Such an id is weaker than a random one: whoever can guess these parts can compute the id, and look for it among what ' +
        'was received. A machine without a MAC address has a random id instead.',
    ];
  }
  return [
    'Events are *pseudonymous*: they are sent under a random id of 256 bits, which is drawn at the first start and kept. ' +
      'Events of one installation can be linked with each other. The id is made of nothing, and so says nothing of where ' +
      `the installation is or whose it is. ${code(`${called} reset-id`)} draws a new one.`,
  ];
};

const instanceBlocks = ({ identity: id }: Plan): readonly string[] =>
  id?.kind === 'installation' && id.instance !== undefined
    ? [`Each named process of an installation has a random id besides, ${code(id.instance)}.`]
    : [];
