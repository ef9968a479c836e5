import type { TopicPlace } from '../../domain/alarm/sns-envelope.ts';

/**
 * The form of an address of SNS's certificates, compared as it is written: an address is never parsed here, because two
 * parsers may read one otherwise.
 */
const FORM =
  /^https:\/\/sns\.([a-z\d-]+)\.(amazonaws\.com(?:\.cn)?)\/SimpleNotificationService-[A-Za-z\d]{32}\.pem$/;

/** What the hosts of a partition end in. */
export const dnsSuffix = (partition: string): string =>
  partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';

/** Whether SNS of the topic's own region keeps its certificates there. */
export function isCertificateOf(url: string, topic: Pick<TopicPlace, 'region' | 'partition'>): boolean {
  const [, region, suffix] = FORM.exec(url) ?? [];
  return region === topic.region && suffix === dnsSuffix(topic.partition);
}
