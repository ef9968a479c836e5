import type { Xml } from '../../aws/query/xml.ts';
import { checkArn, invalidParameter } from '../errors.ts';
import type { Topic } from '../world/topic.ts';
import { attributesOf } from './attributes.ts';
import type { SnsCall } from './sns-call.ts';

/** The topic that a call names. */
export function topicOf({ input, topics, region }: Pick<SnsCall, 'input' | 'topics' | 'region'>): Topic {
  const arn = input.get('TopicArn') ?? '';
  checkArn('TopicArn', arn);
  return topics.find(arn, region);
}

/** CreateTopic: the ARN, whether it is new or not. */
export function createTopic({ input, topics, region }: SnsCall): Xml {
  const topic = topics.create(region, input.get('Name') ?? '');
  for (const [name, value] of attributesOf(input)) setAttribute(topic, name, value);
  return { TopicArn: topic.arn };
}

/** SetTopicAttributes: the version of the signatures. */
export function setTopicAttributes(call: SnsCall): Xml {
  const { input } = call;
  setAttribute(topicOf(call), input.get('AttributeName') ?? '', input.get('AttributeValue') ?? '');
  return {};
}

function setAttribute(topic: Topic, name: string, value: string): void {
  if (name !== 'SignatureVersion') throw invalidParameter('AttributeName');
  if (value !== '1' && value !== '2') throw invalidParameter('SignatureVersion');
  topic.signatureVersion = value;
}
