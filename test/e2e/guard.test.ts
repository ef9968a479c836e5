import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf, readable, story } from '../support/story.ts';
import { CHANNEL, OPERATOR, registry, TEAM } from '../support/values.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

const CREW = 'S0CREW';
const OWNERS = 'S0OWNERS';
const stage = {
  name: 'stage',
  environment: 'staging',
  account: '444455556666',
  role: 'arn:aws:iam::444455556666:role/wheelhouse',
};
const OWNER = 'U0OWNER';

let world: TestWorld;
let person: ReturnType<typeof story>;

beforeAll(async () => {
  world = await testWorld({
    // Without an event nobody would ask again for half of this, which is longer than anybody here waits.
    limits: { 'groups-for': '5m' },
    stacks: [stage],
    groups: [
      { id: CREW, handle: 'crew', name: 'Crew', users: [STRANGER] },
      { id: OWNERS, handle: 'owners', name: 'Owners', users: [STRANGER] },
    ],
    sections: {
      roles: {
        crew: { groups: [CREW] },
        destroyer: { groups: [OWNERS], users: [OPERATOR] },
      },
      rules: [
        { role: 'crew', may: ['restart', 'cancel', 'retry', 'freeze'], in: ['staging'] },
        { role: 'destroyer', may: ['unfreeze'], in: 'all' },
      ],
      access: {},
    },
  });
  await world.start('bot');
  await world.start('worker');
  person = story(world);
});
afterAll(() => world.stop());

/** What somebody is told alone. */
const say = async (text: string, user = STRANGER): Promise<string> => {
  await person.ops(text, user);
  return person.whispers(user).at(-1) ?? '';
};
const effects = (account = registry.account): number =>
  world.sandbox.ecs(account).calls('UpdateService').length;
const isIn = (...users: readonly string[]): void => world.sandbox.slack.setGroup(CREW, users);

describe('somebody in a group', () => {
  it('restarts in staging, and not in production, and is told who may', async () => {
    expect(await say('restart stage/registry')).toMatch(/Accepted as \*#\d+\*/);
    await person.rootReads(/stage\/registry\* done/);
    expect(effects(stage.account)).toBe(1);

    const refused = await say(`restart ${registry.stack}/registry`);
    expect(refused).toContain('Nobody may `restart` in *prod-us-east-1* (production)');
    expect(await say('freeze all --reason "peak sales"')).toContain('Nobody may `freeze` everywhere');
    expect(effects()).toBe(0);
  });

  it('reads in whoami what they may do and why, and sees the verbs that they may use', async () => {
    const said = await say('whoami');
    expect(said).toContain('`restart`, `cancel`, `retry` and `freeze` in *staging*, as *crew*');
    expect(said).toContain('*crew*: you are in the Slack group `S0CREW`');
    expect(said).toContain('you are in the group, and not listed');
    const help = await say('help');
    expect(help).toContain('/ops restart registry');
    expect(help).not.toContain('/ops deploy');
    expect(await say('help', OPERATOR)).not.toContain('/ops restart registry');
  });

  it('who has left it is refused as soon as Slack says so, what they started before included', async () => {
    expect(await say('restart stage/auth')).toMatch(/Accepted/);
    const root = await person.rootReads(/stage\/auth\* done/);
    isIn();
    await expect.poll(() => say('restart stage/registry')).toContain('You may not `restart`');
    const before = effects(stage.account);
    const [, number] = /#(\d+)/.exec(readable(root)) ?? [];
    expect(await say(`retry ${number}`)).toContain('You may not `retry`');
    expect(effects(stage.account)).toBe(before);
    isIn(STRANGER);
    await expect.poll(() => say('whoami')).toContain('as *crew*');
  });

  it('while Slack doesn’t tell who is in it nothing is started, and that is said', async () => {
    const { slack } = world.sandbox;
    slack.faults.next('usergroups.users.list', { kind: 'status', status: 503 }, 1_000);
    isIn(STRANGER, OWNER);
    await expect
      .poll(() => say('restart stage/registry'))
      .toContain("Slack doesn't tell me who is in the group `S0CREW`");
    expect(await say('whoami')).toContain('it counts as if you weren');
    slack.faults.clear();
    await expect.poll(() => say('whoami')).toContain('as *crew*');
  });
});

describe('a button', () => {
  it('of somebody else’s run stays for everybody, and changes nothing for who may not', async () => {
    const { slack } = world.sandbox;
    world.sandbox
      .ecs(stage.account)
      .script(
        { region: registry.region, cluster: registry.cluster, service: registry.ecsService },
        { kind: 'stuck' },
      );
    expect(await say('restart stage/registry')).toMatch(/Accepted/);
    const root = await person.rootReads(/stage\/registry[\s\S]*0 of 2 new tasks/);
    const cancel = buttonsOf(root).find(({ label }) => label === 'Cancel');
    const click = (user: string) =>
      slack.click({ user, channel: CHANNEL, ts: root.ts, actionId: cancel?.actionId ?? '', confirm: true });
    await click(OPERATOR);
    await slack.waitFor(() =>
      person.whispers(OPERATOR).some((text) => text.includes('You may not `cancel`')),
    );
    expect(person.roots().map(readable).join('\n')).not.toContain('cancelled');
    await click(STRANGER);
    await person.rootReads(/stage\/registry[\s\S]*cancelled/);
  });
});

describe('a strong role', () => {
  it('takes the group and the line in the file, and neither alone', async () => {
    const { slack } = world.sandbox;
    expect(await say('unfreeze production')).toContain('You may not `unfreeze`');
    expect(await say('unfreeze production', OPERATOR)).toContain('You may not `unfreeze`');
    slack.setGroup(OWNERS, [OPERATOR]);
    await expect.poll(() => say('unfreeze production', OPERATOR)).toContain("isn't frozen");
  });
});

describe('the same user id of another workspace', () => {
  it('is somebody else, and refused', async () => {
    const { slack } = world.sandbox;
    const good = await person.ops('whoami', STRANGER);
    const before = effects(stage.account);
    const body = good.request.body
      .replace(`team_id=${TEAM}`, 'team_id=T0ELSEWHERE')
      .replace('text=whoami', 'text=restart+stage%2Fregistry');
    const answer = await slack.send({ headers: { ...good.request.headers, ...slack.sign(body) }, body });
    expect(answer.body).toContain("this bot's own workspace");
    expect(effects(stage.account)).toBe(before);
  });
});
