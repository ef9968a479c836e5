import { afterEach, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { groupFindings } from '../../../src/wiring/group-findings.ts';
import { redactorOf } from '../../../src/wiring/redactor.ts';
import { ENVIRONMENT, VALID } from '../../unit/config/files.ts';
import { OPERATOR, startWorkspace, TOKEN } from '../slack/workspace.ts';

let slack: SlackSandbox | undefined;
afterEach(async () => {
  await slack?.stop();
  slack = undefined;
});

test('the doctor says of each group of the roles whether Slack tells who is in it', async () => {
  slack = await startWorkspace({
    groups: [
      { id: 'S0CREW', handle: 'crew', name: 'Crew', users: [OPERATOR] },
      { id: 'S0EMPTY', handle: 'empty', name: 'Empty', users: [] },
    ],
  });
  const roles = 'roles: { crew: { groups: [S0CREW, S0EMPTY] }, ops: { groups: [S0CREW, S0TYPO] } }\n';
  const loaded = loadConfig(
    { ...ENVIRONMENT, SLACK_BOT_TOKEN: TOKEN, SLACK_API_URL: slack.apiUrl },
    () => `${VALID}${roles}`,
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
  const found = await groupFindings(loaded.value, redactorOf(loaded.value));
  expect(found.map(({ level, what }) => `${level} | ${what}`)).toEqual([
    'ok | Group S0CREW has 1 member',
    'weak | Group S0EMPTY has 0 members',
    expect.stringMatching(/^fault \| Slack doesn't tell who is in the group S0TYPO: .*no_such_subteam/),
  ]);
});
