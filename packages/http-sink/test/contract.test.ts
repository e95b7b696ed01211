import { sinkContract, type SinkPlace } from '@plainsight/core/testing';
import { describe, it } from 'vitest';
import { httpSink } from '../src/index.ts';
import { answerOf, httpReceiver, thanks, type Answer } from './receiver.ts';

sinkContract(
  { describe, it },
  {
    name: 'http',
    supports: { received: true, failing: true, hanging: true },
    create: async (): Promise<SinkPlace> => {
      let answer: Answer = thanks;
      const receiver = await httpReceiver((response, received) => answer(response, received));
      return {
        sink: httpSink({ url: receiver.url, company: 'this machine' }),
        received: () =>
          receiver.received.flatMap(({ text }) =>
            JSON.parse(text).map(({ uuid }: { readonly uuid: unknown }) => String(uuid)),
          ),
        fail: () => void (answer = answerOf(500)),
        hang: () => void (answer = () => {}),
        remove: async () => receiver[Symbol.asyncDispose](),
      };
    },
  },
);
