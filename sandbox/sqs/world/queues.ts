import { invalidValue, queueDoesNotExist, queueNameExists } from '../errors.ts';
import { checkAttributes, type QueueAttributes } from './attributes.ts';
import { letsSnsSend } from './policy.ts';
import { Queue } from './queue.ts';
import { redriveOf } from './redrive.ts';

/** The queues of an account in all regions. */
export class Queues {
  readonly account: string;
  readonly #now: () => number;
  readonly #queues = new Map<string, Queue>();

  constructor(account: string, now: () => number = Date.now) {
    this.account = account;
    this.#now = now;
  }

  /** Makes a queue; the same one again where there is one that differs in no attribute that is given. */
  create(region: string, name: string, attributes: QueueAttributes = {}): Queue {
    if (!/^[\w-]{1,80}$/.test(name))
      throw invalidValue(
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    const arn = this.#arnOf(region, name);
    const there = this.#queues.get(arn);
    if (there) {
      const other = Object.entries(attributes).find(([key, value]) => there.attributes[key] !== value);
      if (other) throw queueNameExists(other[0]);
      return there;
    }
    const queue = new Queue(arn, this.#now);
    this.#set(queue, attributes);
    this.#queues.set(arn, queue);
    return queue;
  }

  /** Changes those attributes and leaves the others. An empty policy takes it away. */
  set(queue: Queue, attributes: QueueAttributes): void {
    this.#set(queue, attributes);
    queue.changedAt = this.#now();
  }

  /** By its ARN. */
  find(arn: string): Queue | undefined {
    return this.#queues.get(arn);
  }

  /** By its URL's path, in the region that a request is signed for. Throws where there is none. */
  at(region: string, url: string): Queue {
    const [, account, name] = /^\/(\d{12})\/([^/]+)$/.exec(pathOf(url)) ?? [];
    if (account !== this.account || name === undefined) throw queueDoesNotExist();
    return this.named(region, name);
  }

  /** By its name. Throws where there is none. */
  named(region: string, name: string): Queue {
    const queue = this.#queues.get(this.#arnOf(region, name));
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  }

  /** SNS sends what was published to that topic. It can't where there is no such queue, or no policy that lets it. */
  sendFromTopic(queueArn: string, topicArn: string, body: string): 'sent' | 'refused' {
    const queue = this.find(queueArn);
    if (queue === undefined || !letsSnsSend(queue.attributes['Policy'], topicArn)) return 'refused';
    queue.send(body);
    return 'sent';
  }

  #set(queue: Queue, attributes: QueueAttributes): void {
    checkAttributes(attributes);
    const { RedrivePolicy } = attributes;
    if (RedrivePolicy === '') queue.redrive = undefined;
    else if (RedrivePolicy !== undefined) {
      const { deadLetterTargetArn, maxReceiveCount } = redriveOf(RedrivePolicy, (arn) =>
        this.#queues.has(arn),
      );
      const to = this.find(deadLetterTargetArn);
      queue.redrive = to && { to, after: maxReceiveCount };
    }
    queue.attributes = Object.fromEntries(
      Object.entries({ ...queue.attributes, ...attributes }).filter(([, value]) => value !== ''),
    );
  }

  #arnOf(region: string, name: string): string {
    return `arn:aws:sqs:${region}:${this.account}:${name}`;
  }
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : '');
