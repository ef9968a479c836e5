import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroups } from '../../domain/ports/log-groups.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/** The adapter, and how to close its connections. */
export interface CloudWatchLogGroups extends LogGroups {
  destroy(): void;
}

/** Log groups on the AWS SDK. Permission: logs:DescribeLogGroups on `*` (Service Authorization Reference). */
export const cloudWatchLogGroups = (options: ClientOptions = {}): CloudWatchLogGroups => {
  const clients = keptClients((settings) => new CloudWatchLogsClient(settings), options);
  return {
    destroy: clients.destroy,
    look: (place, group) =>
      ask(
        { call: 'logs:DescribeLogGroups', what: `log groups of ${place.account} in ${place.region}` },
        () => clients.of('read', place).send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group })),
        // Sorted by name (CloudWatch Logs API, DescribeLogGroups): of those with a prefix, the prefix itself is first.
        ({ logGroups = [] }) => ok(logGroups[0]?.logGroupName === group ? 'there' : 'absent'),
      ),
  };
};
