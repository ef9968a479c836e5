import { randomUUID } from 'node:crypto';
import { invalidParameterValue, messageNotInflight } from '../errors.ts';
import { type QueueAttributes, usualAttributes } from './attributes.ts';
import { Bell } from './bell.ts';
import { messageOf, receiptFor } from './receipt.ts';
import type { Redrive } from './redrive.ts';

/** A message in a queue. Times are epoch milliseconds. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  /** Until then nobody receives it. */
  visibleAt: number;
  receives: number;
  firstReceivedAt?: number;
  /** Of the last time that it was received. */
  receipt?: string;
}

/** A message as somebody has received it. */
export type Received = Readonly<Message> & { readonly receipt: string };

/** How many messages there are, by what can be done with them. */
export interface Counts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** A standard queue: it keeps a message until somebody deletes it, and hides it from others meanwhile. */
export class Queue {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number;
  changedAt: number;
  attributes: QueueAttributes = usualAttributes;
  redrive: { readonly to: Queue; readonly after: Redrive['maxReceiveCount'] } | undefined;
  readonly bell = new Bell();
  readonly #now: () => number;
  #messages: Message[] = [];

  constructor(arn: string, now: () => number) {
    this.arn = arn;
    this.name = arn.slice(arn.lastIndexOf(':') + 1);
    this.#now = now;
    this.createdAt = now();
    this.changedAt = now();
  }

  /** A number among the attributes. */
  number(attribute: string): number {
    return Number(this.attributes[attribute]);
  }

  /** Puts a message in. After `delay` seconds it can be received. */
  send(body: string, delay = this.number('DelaySeconds')): Message {
    const now = this.#now();
    const message = { id: randomUUID(), body, sentAt: now, visibleAt: now + delay * 1000, receives: 0 };
    this.#put(message);
    return message;
  }

  /**
   * Takes up to `most` messages and hides them for `timeout` seconds. One that was received as often as the redrive
   * policy lets it be goes to the dead-letter queue instead, and keeps its id (SQS Developer Guide, "Using dead-letter
   * queues").
   */
  receive(most: number, timeout: number): Received[] {
    const received: Received[] = [];
    for (const message of this.#kept()) {
      if (received.length === most) break;
      if (message.visibleAt > this.#now()) continue;
      if (this.redrive && message.receives >= this.redrive.after) this.#giveUp(message, this.redrive.to);
      else received.push(this.#handOut(message, timeout));
    }
    return received;
  }

  /** Deletes what a receipt is of, if it is the newest one of that message; a second time it changes nothing. */
  delete(receipt: string): void {
    const id = messageOf(receipt, this.arn);
    this.#messages = this.#messages.filter((one) => one.id !== id || one.receipt !== receipt);
  }

  /** Hides a message that is in flight for so many seconds from now. */
  changeVisibility(receipt: string, timeout: number): void {
    const id = messageOf(receipt, this.arn);
    const message = this.#kept().find((one) => one.id === id && one.receipt === receipt);
    if (message === undefined)
      throw invalidParameterValue(
        receipt,
        'ReceiptHandle',
        'Message does not exist or is not available for visibility timeout change.',
      );
    if (message.visibleAt <= this.#now()) throw messageNotInflight();
    message.visibleAt = this.#now() + timeout * 1000;
    this.bell.ring();
  }

  /** What is in it. SQS calls its own counts approximate; these aren't. */
  counts(): Counts {
    const hidden = this.#kept().filter(({ visibleAt }) => visibleAt > this.#now());
    const inFlight = hidden.filter(({ receives }) => receives > 0).length;
    return {
      visible: this.#messages.length - hidden.length,
      inFlight,
      delayed: hidden.length - inFlight,
    };
  }

  /** The bodies of what is in it, the oldest first, whoever has it. */
  bodies(): string[] {
    return this.#kept().map(({ body }) => body);
  }

  /** In how many milliseconds a hidden message comes back; undefined where none is hidden. */
  nextIn(): number | undefined {
    const hidden = this.#kept().filter(({ visibleAt }) => visibleAt > this.#now());
    return hidden.length === 0 ? undefined : Math.min(...hidden.map((one) => one.visibleAt)) - this.#now();
  }

  #kept(): readonly Message[] {
    const since = this.#now() - this.number('MessageRetentionPeriod') * 1000;
    this.#messages = this.#messages.filter(({ sentAt }) => sentAt > since);
    return this.#messages;
  }

  #put(message: Message): void {
    this.#messages.push(message);
    this.bell.ring();
  }

  #handOut(message: Message, timeout: number): Received {
    const now = this.#now();
    message.visibleAt = now + timeout * 1000;
    message.receives += 1;
    message.firstReceivedAt ??= now;
    const receipt = receiptFor(this.arn, message.id);
    message.receipt = receipt;
    return { ...message, receipt };
  }

  #giveUp(message: Message, to: Queue): void {
    this.#messages = this.#messages.filter((one) => one !== message);
    const { id, body, sentAt, receives } = message;
    to.#put({ id, body, sentAt, receives, visibleAt: this.#now() });
  }
}
