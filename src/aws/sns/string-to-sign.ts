import type { SnsEnvelope } from '../../domain/alarm/sns-envelope.ts';

/**
 * What SNS signs of a message: names and values by turns, each on a line, in this order; a Subject only where there is one
 * (Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages").
 */
export function stringToSign(envelope: SnsEnvelope): string {
  const { Message, MessageId, Timestamp, TopicArn, Type } = envelope;
  const head = `Message\n${Message}\nMessageId\n${MessageId}\n`;
  const tail = `TopicArn\n${TopicArn}\nType\n${Type}\n`;
  if (envelope.Type !== 'Notification') {
    const { SubscribeURL, Token } = envelope;
    return `${head}SubscribeURL\n${SubscribeURL}\nTimestamp\n${Timestamp}\nToken\n${Token}\n${tail}`;
  }
  const subject = typeof envelope.Subject === 'string' ? `Subject\n${envelope.Subject}\n` : '';
  return `${head}${subject}Timestamp\n${Timestamp}\n${tail}`;
}
