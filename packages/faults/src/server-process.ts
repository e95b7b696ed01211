import { receiver } from './receiver.ts';
import type { Order } from './server.ts';

/** The receiver as a process: tells its port, and does as it is told. Ends with its parent. */
const { open, behave, place } = receiver();

async function follow(order: Order): Promise<unknown> {
  if ('place' in order) return place(order.place);
  await behave(order.mood);
  return true;
}

process.on('message', (order: Order) => void follow(order).then((answer) => process.send?.({ answer })));
process.on('disconnect', () => process.exit());
process.send?.({ answer: await open() });
