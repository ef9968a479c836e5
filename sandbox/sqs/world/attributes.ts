import { invalidAttributeName, invalidAttributeValue } from '../errors.ts';

/** What can be set on a queue, as strings. */
export type QueueAttributes = Readonly<Record<string, string>>;

/** From, to, and without being told; bytes or seconds (SQS API, SetQueueAttributes). */
const NUMBERS: Readonly<Record<string, readonly [number, number, number]>> = {
  VisibilityTimeout: [0, 43_200, 30],
  // 1 MiB since August 2025; it was 256 KiB before.
  MaximumMessageSize: [1_024, 1_048_576, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600, 345_600],
  DelaySeconds: [0, 900, 0],
  ReceiveMessageWaitTimeSeconds: [0, 20, 0],
};

const TEXTS = ['Policy', 'RedrivePolicy'];

/** The attributes of a queue that nothing was said about. */
export const usualAttributes: QueueAttributes = Object.fromEntries(
  Object.entries(NUMBERS).map(([name, [, , usual]]) => [name, String(usual)]),
);

/** Throws what SQS says of an attribute that it doesn't know, or of a number that is out of range. */
export function checkAttributes(attributes: QueueAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (TEXTS.includes(name)) continue;
    const range = NUMBERS[name];
    if (range === undefined) throw invalidAttributeName(name);
    const [from, to] = range;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= from && number <= to)) throw invalidAttributeValue(name);
  }
}
