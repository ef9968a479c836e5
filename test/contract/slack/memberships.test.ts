import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { hearMembership } from '../../../src/handlers/listeners/membership.ts';
import { slackDirectory } from '../../../src/slack/directory.ts';
import { slackMemberships } from '../../../src/slack/memberships.ts';
import { silent } from '../../support/values.ts';
import { type BoltApp, startBoltApp } from './bolt-app.ts';
import { clientOf, GUEST, OPERATOR, startWorkspace } from './workspace.ts';

const ON_CALL = 'S0ONCALL';
const OWNERS = 'S0OWNERS';
const RETIRED = 'S0RETIRED';
const FOR = 120_000;

let slack: SlackSandbox;
let bolt: BoltApp | undefined;

beforeEach(async () => {
  slack = await startWorkspace({
    groups: [
      { id: ON_CALL, handle: 'on-call', name: 'On call', users: [OPERATOR] },
      { id: OWNERS, handle: 'owners', name: 'Owners', users: [] },
      { id: RETIRED, handle: 'retired', name: 'Retired', users: [OPERATOR], disabled: true },
    ],
  });
});
afterEach(async () => {
  await bolt?.stop();
  bolt = undefined;
  await slack.stop();
});

/** Memberships whose time is the test's; `asked` is how often Slack was. */
function known(groups: readonly string[] = [ON_CALL, OWNERS]) {
  let now = 0;
  const memberships = slackMemberships(clientOf(slack), {
    groups,
    groupsFor: FOR,
    log: silent,
    redactor: redactor({ secrets: [] }),
    time: { elapsed: () => now },
  });
  return {
    memberships,
    is: async (user: string, group: string) => (await memberships.of(user))(group),
    pass: (ms: number) => {
      now += ms;
    },
    asked: () => slack.record.filter(({ method }) => method === 'usergroups.users.list').length,
  };
}

describe('memberships', () => {
  it('are what Slack says of the groups that the policy names; of others nothing is known', async () => {
    const { is } = known([ON_CALL, OWNERS, RETIRED, 'S0NONE']);
    expect(await is(OPERATOR, ON_CALL)).toBe('in');
    expect(await is(GUEST, ON_CALL)).toBe('out');
    expect(await is(OPERATOR, OWNERS)).toBe('out');
    // Disabled, or never there: nobody is in it.
    expect(await is(OPERATOR, RETIRED)).toBe('out');
    expect(await is(OPERATOR, 'S0NONE')).toBe('out');
    expect(await is(OPERATOR, 'S0ELSE')).toBe('unknown');
  });

  it('are remembered for everybody, and read again when they are half as old as they may be', async () => {
    const { is, pass, asked } = known();
    await is(OPERATOR, ON_CALL);
    await is(GUEST, ON_CALL);
    pass(FOR / 2 - 1);
    await is(OPERATOR, ON_CALL);
    expect(asked()).toBe(2);
    pass(1);
    await is(OPERATOR, ON_CALL);
    expect(asked()).toBe(4);
  });

  it('fail closed: without an answer they count for a while, and then nothing is known', async () => {
    const { is, pass } = known([ON_CALL]);
    expect(await is(OPERATOR, ON_CALL)).toBe('in');
    slack.faults.next('usergroups.users.list', { kind: 'status', status: 503 }, 10);
    pass(FOR - 1);
    expect(await is(OPERATOR, ON_CALL)).toBe('in');
    pass(1);
    expect(await is(OPERATOR, ON_CALL)).toBe('unknown');
    slack.faults.clear();
    pass(60_000);
    expect(await is(OPERATOR, ON_CALL)).toBe('in');
  });

  it.each([
    ['lacks the scope', { kind: 'refused', error: 'missing_scope' }],
    ['is limited', { kind: 'rate-limited', retryAfterS: 30 }],
    ['is cut off', { kind: 'reset', when: 'before' }],
  ] as const)('aren’t known where the bot %s, and Slack is left alone for a moment', async (_, fault) => {
    const { is, asked, pass } = known([ON_CALL]);
    slack.faults.next('usergroups.users.list', fault);
    expect(await is(OPERATOR, ON_CALL)).toBe('unknown');
    expect(await is(OPERATOR, ON_CALL)).toBe('unknown');
    expect(asked()).toBe(1);
    pass(30_000);
    expect(await is(OPERATOR, ON_CALL)).toBe('in');
  });

  it('change when Slack says that a group has changed, though the answer is young', async () => {
    const { is, memberships } = known([ON_CALL]);
    const safe = redactor({ secrets: [] });
    const directory = slackDirectory(clientOf(slack), { team: 'T0TEAM', log: silent, redactor: safe });
    bolt = await startBoltApp(slack);
    hearMembership(bolt.app, { directory, memberships });
    expect(await is(OPERATOR, ON_CALL)).toBe('in');
    slack.setGroup(ON_CALL, [GUEST]);
    await expect.poll(() => is(OPERATOR, ON_CALL)).toBe('out');
    slack.setGroup(ON_CALL, [OPERATOR]);
    await expect.poll(() => is(OPERATOR, ON_CALL)).toBe('in');
  });

  it('are kept fresh by themselves, so that nobody waits for them', async () => {
    const { memberships, pass, is, asked } = known([ON_CALL]);
    const fresh = memberships.keepFresh();
    await expect.poll(asked).toBe(1);
    fresh.stop();
    pass(1);
    await is(OPERATOR, ON_CALL);
    expect(asked()).toBe(1);
  });
});
