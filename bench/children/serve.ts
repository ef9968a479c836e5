import { z } from 'zod';

/** What a child process sends to the one that started it. */
export const FromChild = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('answer'), answer: z.unknown() }),
  z.object({ kind: z.literal('failed'), why: z.string() }),
]);

const send = (message: z.input<typeof FromChild>): void => {
  process.send?.(message);
};

/** In a child process: answers orders one after the other, and ends with the process that started it. */
export function serve<T>(order: z.ZodType<T>, perform: (order: T) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (raw) => {
    perform(order.parse(raw)).then(
      (answer) => send({ kind: 'answer', answer }),
      (error: unknown) => send({ kind: 'failed', why: String(error) }),
    );
  });
  send({ kind: 'ready' });
}
