import {
  CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogLine } from '../../domain/logs/log-line.ts';
import type { FoundLines, LogQuery, Logs } from '../../domain/ports/logs.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/** The adapter, and how to close its connections. */
export interface CloudWatchLogs extends Logs {
  destroy(): void;
}

/** Pages at most: an empty one with a token is normal, and each is read from up to 1 MB of log. */
const PAGES = 20;
/** Events on a page at most (CloudWatch Logs API, FilterLogEvents: 10,000); a person reads far fewer. */
const A_PAGE = 1000;

/** CloudWatch Logs takes `startFromHead: false` only for searches from here on (API, FilterLogEvents). */
const BACKWARDS_SINCE = Date.UTC(2024, 0, 1);

/**
 * Logs on the AWS SDK. Permission: logs:FilterLogEvents on the log group's ARN (Service Authorization Reference,
 * Amazon CloudWatch Logs).
 */
export const cloudWatchLogs = (options: ClientOptions = {}): CloudWatchLogs => {
  const clients = keptClients((settings) => new CloudWatchLogsClient(settings), options);
  return {
    destroy: clients.destroy,
    newest: (target, query) => {
      const client = clients.of('read', target);
      const { logGroup } = target;
      const page = (nextToken: string | undefined) =>
        client.send(
          new FilterLogEventsCommand({
            logGroupName: logGroup,
            startTime: Math.max(query.from, BACKWARDS_SINCE),
            endTime: query.to,
            startFromHead: false,
            limit: A_PAGE,
            ...(query.pattern === undefined ? {} : { filterPattern: query.pattern }),
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
        );
      return ask(
        { call: 'logs:FilterLogEvents', what: `log group ${logGroup} (${target.account}, ${target.region})` },
        () => readPages(page, query),
        ok,
      );
    },
  };
};

type Page = (
  token: string | undefined,
) => Promise<{ events?: FilteredLogEvent[] | undefined; nextToken?: string | undefined }>;

/** Goes on page by page until there are enough lines, or no more of them, or the bound is reached. */
async function readPages(page: Page, { wanted, most }: LogQuery): Promise<FoundLines> {
  const lines: LogLine[] = [];
  let dropped = 0;
  let token: string | undefined;
  let oldest: number | undefined;
  for (let pages = 0; pages < PAGES; pages += 1) {
    const { events = [], nextToken } = await page(token);
    for (const line of events.map(lineOf)) {
      if (lines.length === most) return { lines, dropped, searchedTo: oldest ?? line.at };
      oldest = line.at;
      if (wanted(line)) lines.push(line);
      else dropped += 1;
    }
    if (nextToken === undefined) return { lines, dropped, searchedTo: 'all' };
    token = nextToken;
  }
  return { lines, dropped, searchedTo: oldest ?? 'unknown' };
}

const lineOf = ({ timestamp = 0, logStreamName = '', message = '' }: FilteredLogEvent): LogLine => ({
  at: timestamp,
  stream: logStreamName,
  text: message.replace(/\s+$/, ''),
});
