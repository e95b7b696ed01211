import type { AddressInfo } from 'node:net';
import { countingServer } from './counting-server.ts';

/** The counting server as a process: tells its port, and at every message what arrived. Ends with its parent. */
const { server, take } = countingServer();

server.listen(0, '127.0.0.1', () => {
  const address: AddressInfo | string | null = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
process.on('message', () => process.send?.({ arrived: take() }));
process.on('disconnect', () => process.exit());
