import { invalidParameter, topicDoesNotExist } from '../errors.ts';
import type { Topic } from './topic.ts';

/** The topics of an account in all regions. */
export class Topics {
  readonly account: string;
  readonly #topics = new Map<string, Topic>();

  constructor(account: string) {
    this.account = account;
  }

  /** Makes a topic; the same one again where there is one of that name. */
  create(region: string, name: string): Topic {
    if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
    const arn = `arn:aws:sns:${region}:${this.account}:${name}`;
    const there = this.#topics.get(arn);
    if (there) return there;
    const topic: Topic = { arn, region, account: this.account, subscriptions: [], signatureVersion: '1' };
    this.#topics.set(arn, topic);
    return topic;
  }

  /** By its ARN. Throws where there is none in that region. */
  find(arn: string, region: string): Topic {
    const topic = this.#topics.get(arn);
    if (topic === undefined || topic.region !== region) throw topicDoesNotExist();
    return topic;
  }

  /** All of them. */
  all(): readonly Topic[] {
    return [...this.#topics.values()];
  }
}
