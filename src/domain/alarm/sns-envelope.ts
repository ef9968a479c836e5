import { z } from 'zod';

/** Fields that are signed one after another, each on a line of its own: with a line break in one, two messages could sign alike. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\r\n]*$/);

const common = {
  MessageId: z.string().regex(/^[\w-]{1,100}$/),
  TopicArn: z.string().regex(/^arn:aws[a-z-]*:sns:[a-z\d-]{1,40}:\d{12}:[\w-]{1,256}(\.fifo)?$/),
  Message: z.string(),
  Timestamp: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/)
    .refine((written) => !Number.isNaN(Date.parse(written))),
  /** 1 is RSA with SHA-1, 2 is RSA with SHA-256. */
  SignatureVersion: z.enum(['1', '2']),
  /** Base64. */
  Signature: z.string().min(1).max(1_400),
  SigningCertURL: z.string().max(300),
};

const confirmation = { ...common, Token: line(2_000), SubscribeURL: line(4_000) };

/**
 * What SNS wraps its messages in, as JSON (Amazon SNS Developer Guide, "Parsing Amazon SNS message formats"). That it has
 * this form says nothing of who sent it.
 */
export const SnsEnvelope = z.discriminatedUnion('Type', [
  z.object({ ...common, Type: z.literal('Notification'), Subject: line(1_000).nullish() }),
  z.object({ ...confirmation, Type: z.literal('SubscriptionConfirmation') }),
  z.object({ ...confirmation, Type: z.literal('UnsubscribeConfirmation') }),
]);
export type SnsEnvelope = z.infer<typeof SnsEnvelope>;

/** A topic's place, from its ARN. */
export interface TopicPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** Where a topic is: `arn:PARTITION:sns:REGION:ACCOUNT:NAME`. Throws where that is no topic's ARN. */
export function topicPlace(arn: string): TopicPlace {
  const [, partition, region, account, name] =
    /^arn:(aws[a-z-]*):sns:([a-z\d-]+):(\d{12}):(.+)$/.exec(arn) ?? [];
  if (partition === undefined || region === undefined || account === undefined || name === undefined)
    throw new Error(`${arn} isn't the ARN of a topic`);
  return { partition, region, account, name };
}
