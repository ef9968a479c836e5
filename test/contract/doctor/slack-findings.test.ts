import { afterEach, describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { redactorOf } from '../../../src/wiring/redactor.ts';
import { slackFindings } from '../../../src/wiring/slack-findings.ts';
import { neededScopes } from '../../../src/wiring/slack-scopes.ts';
import { ENVIRONMENT, VALID } from '../../unit/config/files.ts';
import { APP_TOKEN, BOT, startWorkspace, TOKEN } from '../slack/workspace.ts';

let slack: SlackSandbox | undefined;
afterEach(async () => {
  await slack?.stop();
  slack = undefined;
});

/** What the doctor says of a workspace in which the app has these scopes. */
async function findings(
  scopes: readonly string[] | undefined,
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  slack = await startWorkspace({
    team: { id: 'T0TEST', name: 'wheelhouse' },
    bot: { userId: BOT, botId: 'B0WHEEL', token: TOKEN, name: 'wheelhouse', ...(scopes ? { scopes } : {}) },
    appToken: APP_TOKEN,
  });
  const loaded = loadConfig(
    { ...ENVIRONMENT, SLACK_BOT_TOKEN: TOKEN, SLACK_API_URL: slack.apiUrl, ...env },
    () => VALID,
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
  const found = await slackFindings(loaded.value, redactorOf(loaded.value));
  return found.map(({ level, what, mend }) => [level, what, mend].filter(Boolean).join(' | '));
}

const all = neededScopes.map(({ name }) => name);
const BY_SOCKET = { SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: APP_TOKEN };

describe('what the doctor says of Slack', () => {
  test('is that all is well, by HTTP', async () => {
    expect(await findings(all)).toEqual([
      'ok | Slack knows the token, of team T0TEST',
      `ok | The token has all ${all.length} scopes`,
      "ok | Slack's requests come in over HTTP: POST /slack/events on port 3000, signed",
    ]);
  });

  test('is that all is well, by Socket Mode', async () => {
    expect((await findings(all, BY_SOCKET)).at(-1)).toBe(
      "ok | Slack's requests come in by Socket Mode: it takes the app-level token",
    );
    expect(slack?.record.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(1);
  });

  test('is which scopes are missing, each with what it is for', async () => {
    const lacking = all.filter((name) => name !== 'users:read' && name !== 'groups:history');
    const mend = "add it on the app's page, OAuth & Permissions, and install the app again";
    expect((await findings([...lacking, 'pins:read'])).slice(1, -1)).toEqual([
      `fault | The token lacks the scope users:read, to refuse guests, bots and people of other workspaces; for the time zone | ${mend}`,
      `fault | The token lacks the scope groups:history, to find a message of its own again after Slack gave no clear answer | ${mend}`,
    ]);
  });

  test("is that it can't tell, where Slack doesn't say what the token may do", async () => {
    expect((await findings(undefined))[1]).toMatch(
      /^weak \| Slack doesn't say what the token may do \| compare/,
    );
  });

  test('is that a token is wrong, without showing it', async () => {
    const wrong = { SLACK_BOT_TOKEN: 'xoxb-wrong-1', ...BY_SOCKET, SLACK_APP_TOKEN: 'xapp-wrong-1' };
    const [bot, way, ...more] = await findings(all, wrong);
    expect(bot).toMatch(/^fault \| Slack refused auth.test: .*invalid_auth.* \| check SLACK_BOT_TOKEN$/);
    expect(way).toMatch(
      /^fault \| Slack refused apps.connections.open: .*invalid_auth.* \| check SLACK_APP_TOKEN/,
    );
    expect(more).toEqual([]);
    expect(`${bot}${way}`).not.toContain('wrong-1');
  });

  test('is that the token is of another workspace than the file says', async () => {
    slack = await startWorkspace();
    const loaded = loadConfig(
      { ...ENVIRONMENT, SLACK_BOT_TOKEN: TOKEN, SLACK_API_URL: slack.apiUrl },
      () => VALID,
    );
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
    expect(await slackFindings(loaded.value, redactorOf(loaded.value))).toContainEqual({
      level: 'fault',
      what: 'The token is of team T0TEAM',
      mend: 'use one of T0TEST, or change slack.team',
    });
  });
});
