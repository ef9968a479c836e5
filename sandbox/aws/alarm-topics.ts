import type { Catalog } from '../../src/domain/target/catalog.ts';
import type { Publish } from '../cloudwatch/publish.ts';
import { alarmTopic } from '../cloudwatch/seed.ts';
import type { SnsSandbox } from '../sns/sandbox.ts';
import { QueryError } from './query/error.ts';

/** Makes the topics that the alarms of an account tell, one in each region that it has services in. Answers their ARNs. */
export function makeAlarmTopics({ topics }: SnsSandbox, catalog: Catalog, account: string): string[] {
  const regions = catalog.services.filter((one) => one.account === account).map(({ region }) => region);
  return [...new Set(regions)].map((region) => {
    const [name = ''] = alarmTopic(account, region).split(':').slice(-1);
    return topics.create(region, name).arn;
  });
}

/**
 * How services of an account publish to its topics. What SNS refuses is lost, as it is when an alarm's action fails: that
 * only stands in the alarm's history then (CloudWatch User Guide, "Alarm actions").
 */
export const publishBy =
  (sns: SnsSandbox): Publish =>
  (topicArn, published) => {
    try {
      sns.publish(topicArn, published);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    }
  };
