import { LogLevel, WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import { causeOf } from '../domain/fault/cause.ts';
import type { Finding } from '../domain/finding.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';

/** Whether Slack tells who is in the user groups that roles are made of. A role of a group that isn't there is nobody's. */
export async function groupFindings(
  { slack, limits, access }: Pick<Config, 'slack' | 'limits' | 'access'>,
  redactor: Redactor,
): Promise<readonly Finding[]> {
  const client = new WebClient(slack.botToken.reveal(), {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout: limits.slackRequest,
    logLevel: LogLevel.ERROR,
  });
  const findings: Finding[] = [];
  for (const group of new Set(access.roles.flatMap(({ groups }) => groups))) {
    try {
      const { users = [] } = await client.usergroups.users.list({ usergroup: group });
      const what = `Group ${group} has ${users.length} ${users.length === 1 ? 'member' : 'members'}`;
      findings.push(
        users.length > 0
          ? { level: 'ok', what }
          : { level: 'weak', what, mend: 'nobody has its roles until somebody is in it, or listed' },
      );
    } catch (error) {
      findings.push({
        level: 'fault',
        what: `Slack doesn't tell who is in the group ${group}: ${causeOf(error, redactor)}`,
        mend: "check its id (the group's menu in Slack, Copy group ID), and that it is enabled",
      });
    }
  }
  return findings;
}
