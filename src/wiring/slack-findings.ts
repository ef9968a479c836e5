import { LogLevel, WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import { causeOf } from '../domain/fault/cause.ts';
import type { Finding } from '../domain/finding.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { neededScopes } from './slack-scopes.ts';

/** Whether Slack knows the tokens, lets the bot do what it has to, and by which way its requests come in. */
export async function slackFindings(
  { slack, limits, http }: Pick<Config, 'slack' | 'limits' | 'http'>,
  redactor: Redactor,
): Promise<readonly Finding[]> {
  const client = (token: string): WebClient =>
    new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      timeout: limits.slackRequest,
      logLevel: LogLevel.ERROR,
    });

  const bot = async (): Promise<readonly Finding[]> => {
    try {
      const { team_id: team, response_metadata: said } = await client(slack.botToken.reveal()).auth.test();
      return team === slack.team
        ? [{ level: 'ok', what: `Slack knows the token, of team ${team}` }, ...scopeFindings(said?.scopes)]
        : [
            {
              level: 'fault',
              what: `The token is of team ${team}`,
              mend: `use one of ${slack.team}, or change slack.team`,
            },
          ];
    } catch (error) {
      return [
        {
          level: 'fault',
          what: `Slack refused auth.test: ${causeOf(error, redactor)}`,
          mend: 'check SLACK_BOT_TOKEN',
        },
      ];
    }
  };

  const way = async (): Promise<Finding> => {
    if (slack.transport.kind === 'http') {
      const what = `Slack's requests come in over HTTP: POST /slack/events on port ${http.port}, signed`;
      return { level: 'ok', what };
    }
    try {
      // Gives an address to connect to, which nobody uses and which soon expires (Slack: apps.connections.open).
      await client(slack.transport.appToken.reveal()).apps.connections.open();
      return { level: 'ok', what: "Slack's requests come in by Socket Mode: it takes the app-level token" };
    } catch (error) {
      return {
        level: 'fault',
        what: `Slack refused apps.connections.open: ${causeOf(error, redactor)}`,
        mend: 'check SLACK_APP_TOKEN, that it has the scope connections:write, and that Socket Mode is on in the app',
      };
    }
  };

  return [...(await bot()), await way()];
}

/** What the token may do, compared with what is needed. Slack says it with every answer (x-oauth-scopes). */
function scopeFindings(granted: readonly string[] | undefined): readonly Finding[] {
  if (granted === undefined) {
    return [
      {
        level: 'weak',
        what: "Slack doesn't say what the token may do",
        mend: 'compare the scopes of the app with those that wheelhouse manifest prints',
      },
    ];
  }
  const missing = neededScopes.filter(({ name }) => !granted.includes(name));
  return missing.length === 0
    ? [{ level: 'ok', what: `The token has all ${neededScopes.length} scopes` }]
    : missing.map(({ name, use }) => ({
        level: 'fault',
        what: `The token lacks the scope ${name}, ${use}`,
        mend: "add it on the app's page, OAuth & Permissions, and install the app again",
      }));
}
