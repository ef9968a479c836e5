import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hold, NewHold } from '../../../src/domain/hold/hold.ts';
import { type Scope, scopeName, serviceScope } from '../../../src/domain/hold/scope.ts';
import { targetName } from '../../../src/domain/target/service.ts';
import { letting } from '../../support/access.ts';
import { buttonsOf, readable } from '../../support/story.ts';
import { aRun } from '../../support/values.ts';
import { BOT, OPERATOR, OPS, PRIVATE_TO_BOT } from '../slack/workspace.ts';
import { catalog, conversation } from './scene.ts';

let world: Awaited<ReturnType<typeof conversation>>;

beforeEach(async () => {
  world = await conversation({ users: [{ id: OPERATOR, name: 'operator', tz: 'Europe/Berlin' }] });
});
afterEach(() => world.stop());

const ops = (text: string, channel = OPS) => world.slack.command({ user: OPERATOR, channel, text });
/** What the bot tells everybody in #ops, the newest last, and what it tells the operator alone. */
const fromBot = () => world.slack.messages(OPS).filter(({ user }) => user === BOT);
const everybody = (): string[] => fromBot().map(readable);
const told = (): string => world.seen.whispers().at(-1) ?? '';
/** What stands: kind, name and reason. */
const standing = async (): Promise<string[]> =>
  (await world.holds.all()).map((hold) => `${hold.kind} ${scopeName(hold.scope)}: ${hold.reason}`);

const REGISTRY = 'staging-us-east-1/registry';
const registryScope = (): Scope => {
  const [registry] = catalog.services.filter((service) => targetName(service) === REGISTRY);
  if (!registry) throw new Error('the catalog has no registry');
  return serviceScope(registry);
};
const colleague = { kind: 'slack', team: 'T0TEAM', user: 'U0COLLEAGUE' } as const;
const theirs = (scope: Scope, hours = 6): NewHold => ({
  kind: 'freeze',
  scope,
  reason: 'peak sales',
  by: colleague,
  until: Date.now() + hours * 3_600_000,
});

describe('a freeze', () => {
  it('is told to everybody where it was said: what, who, until when and why, and what goes on', async () => {
    await ops('freeze production --reason "peak <sales>"');
    expect(await standing()).toEqual(['freeze production: peak <sales>']);
    expect(everybody()).toHaveLength(1);
    expect(everybody()[0]).toMatch(
      /^:snowflake: \*production\* is frozen until <!date\^\d+\^\{date_short_pretty\} \{time\}\|[-0-9]+ [0-9:]+ UTC> by <@U0OPERATOR>: “peak &lt;sales&gt;”\nNew changes there are refused until then\.$/,
    );
    expect(world.seen.whispers()).toEqual([]);
  });

  it('ends when the person’s own clock shows the time that they said', async () => {
    await ops('freeze registry --reason incident --until 18:00');
    const [hold] = await world.holds.all();
    const until = hold?.kind === 'freeze' ? hold.until : 0;
    const format = { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' } as const;
    expect(new Intl.DateTimeFormat('de-DE', format).format(until)).toBe('18:00');
    expect(everybody()[0]).toContain(`<!date^${until / 1000}^`);
  });

  it('that is said after a mention is told where the mention stands', async () => {
    const root = await world.slack.say({ user: OPERATOR, channel: OPS, text: 'what is this alarm?' });
    const text = `<@${BOT}> freeze all —reason “incident”`;
    await world.slack.say({ user: OPERATOR, channel: OPS, threadTs: root.ts, text });
    const [message] = await world.slack.waitFor(() => {
      const thread = world.slack.messages(OPS)[0]?.thread ?? [];
      return thread.length > 1 ? thread.slice(1) : undefined;
    });
    expect(readable(message ?? {})).toContain('*everything* is frozen until');
    expect(world.seen.whispers()).toEqual([]);
  });

  it('is lifted by its button, once: an old one lifts no later freeze', async () => {
    await ops('freeze production --reason "peak sales"');
    const [message] = fromBot();
    const [button] = buttonsOf(message);
    expect(button?.label).toBe('Unfreeze production');
    const actionId = button?.actionId ?? '';
    const click = () =>
      world.slack.click({ user: OPERATOR, channel: OPS, ts: message?.ts ?? '', actionId, confirm: true });
    await click();
    await world.slack.waitFor(() =>
      everybody().at(-1)?.includes("*production* isn't frozen any more: <@U0OPERATOR> lifted that."),
    );
    expect(await standing()).toEqual([]);
    await ops('freeze production --reason again');
    await click();
    await world.slack.waitFor(() => told().includes('carried out already'));
    expect(await standing()).toEqual(['freeze production: again']);
  });

  it('that was lifted is not placed again when its request comes again', async () => {
    const typed = await ops('freeze all --reason incident');
    await ops('unfreeze all');
    const again = await world.slack.redeliver(typed);
    expect(again.body).toContain('carried out already');
    expect(await standing()).toEqual([]);
    expect(everybody()).toHaveLength(2);
  });

  it('of somebody else takes a later end and no earlier one; their reason is told when it goes', async () => {
    await world.holds.place(theirs({ kind: 'environment', environment: 'production' }), 'theirs');
    await ops('freeze production --reason mine --until 2h');
    expect(told()).toContain('Nothing was changed: *production* is frozen until');
    expect(told()).toContain('by <@U0COLLEAGUE>: “peak sales”');
    expect(everybody()).toEqual([]);
    await ops('freeze production --reason mine --until 8h');
    expect(everybody().at(-1)).toMatch(/Before, it was frozen until .* by <@U0COLLEAGUE>: “peak sales”\./);
    expect(await standing()).toEqual(['freeze production: mine']);
  });

  it.each([
    ['freeze production', '`--reason`: Say why: it is shown in every refusal.'],
    ['freeze --reason x', 'Say what and why: `/ops freeze production'],
    ['freeze production --reason x --until whenever', '`--until`: Say it as a time of day `18:00`'],
    ['freeze production --reason x --until 2020-01-01T00:00Z', '`--until`: That is over already'],
    ['freeze prodution --reason x', 'Did you mean `production`?'],
    ['freeze everything --reason x', 'Say `all`, an environment, a stack, or a service'],
    ['freeze production staging --reason x', '"staging" is too much'],
    ['freeze production --for x', 'has no `--for`'],
    ['lock production --reason x', 'A lock is of one service, and `production` is more.'],
    ['unfreeze', 'Say of what: `/ops unfreeze production`'],
    ['unfreeze production', "*production* isn't frozen. Nothing was changed."],
    ['unlock registry', `*${REGISTRY}* isn't locked. Nothing was changed.`],
    ['locks production', '`locks` takes nothing'],
  ])('is not "%s": the person reads what to do, nobody else reads anything', async (words, said) => {
    await ops(words);
    expect(told()).toContain(said);
    expect([await standing(), everybody()]).toEqual([[], []]);
  });

  it('is neither placed nor lifted by who may not start things, nor where the bot can’t tell anybody', async () => {
    const hold = theirs({ kind: 'all' });
    await world.holds.place(hold, 'theirs');
    const { access } = world.around;
    world.around.access = letting(['U0SOMEBODY'], access);
    for (const words of [
      'freeze registry --reason x',
      'unfreeze all',
      'lock registry --reason x',
      'unlock registry',
    ]) {
      await ops(words);
      expect(told()).toContain(
        `You may not \`${words.split(' ')[0]}\`. That is for those in \`access: may-start\``,
      );
    }
    world.around.access = access;
    for (const words of ['freeze registry --reason x', 'unfreeze all']) {
      await ops(words, PRIVATE_TO_BOT);
      const whispered = world.slack.ephemerals(OPERATOR, PRIVATE_TO_BOT).map(readable).at(-1);
      expect(whispered).toContain("I'm not in this channel");
    }
    expect(await standing()).toEqual(['freeze all: peak sales']);
    expect([everybody(), world.slack.messages(PRIVATE_TO_BOT)]).toEqual([[], []]);
  });

  it('is said to be unconfirmed when the store doesn’t answer, never to stand', async () => {
    const away = () => Promise.reject(new Error('Redis is away'));
    Object.assign(world.holds, { place: away, lift: away });
    for (const words of ['freeze all --reason incident', 'unfreeze all']) {
      await ops(words);
      expect(told()).toContain('Not confirmed: my store gave no answer in time. `/ops locks` shows');
    }
    expect(everybody()).toEqual([]);
  });
});

describe('what is frozen or locked', () => {
  it('is refused with who, why, until when, and what lifts it', async () => {
    const hold: Hold = { kind: 'freeze', ...freezeOfAll(), since: Date.now() };
    world.around.answer = { kind: 'stopped', stoppedBy: [hold] };
    await ops('restart registry');
    expect(told()).toMatch(
      /^:no_entry: Nothing was started: \*everything\* is frozen until <!date\^.* UTC> by <@U0COLLEAGUE>: “peak sales”\.\nTo lift that: `\/ops unfreeze all`\.$/,
    );
  });

  it('is refused so in a form too, which stays open for later', async () => {
    const hold: Hold = { kind: 'freeze', ...freezeOfAll(), since: Date.now() };
    await ops('restart');
    await world.slack.suggest({ user: OPERATOR, in: 'modal', actionId: 'suggest/service', typed: REGISTRY });
    await world.slack.fill({ user: OPERATOR, values: { target: REGISTRY } });
    world.around.answer = { kind: 'stopped', stoppedBy: [hold] };
    await world.slack.submit({ user: OPERATOR });
    expect(world.seen.modal()?.reads).toMatch(
      /Nothing was started: \*everything\* is frozen until .*“peak sales”/,
    );
    world.around.answer = undefined;
    await world.slack.submit({ user: OPERATOR });
    expect(world.seen.modal()).toBeUndefined();
    expect(world.stored.size).toBe(1);
  });

  it('is told by `locks` to anybody, with what lifts it, and can be shared', async () => {
    await world.holds.place(theirs({ kind: 'environment', environment: 'production' }), 'a');
    await ops('lock registry --reason "rolled back"');
    await ops('locks');
    expect(told()).toMatch(/\*production\* is frozen until .* by <@U0COLLEAGUE>: “peak sales”/);
    expect(told()).toMatch(
      /\*staging-us-east-1\/registry\* is locked against deploys since .* by <@U0OPERATOR>: “rolled back”/,
    );
    const labels = buttonsOf(world.slack.ephemerals(OPERATOR, OPS).at(-1)).map(({ label }) => label);
    expect(labels).toEqual(['Unfreeze production', `Unlock ${REGISTRY}`, 'Share']);
  });

  it('is told when a narrower name is lifted in vain, or a wider one goes on', async () => {
    await world.holds.place(
      theirs({ kind: 'stack', stack: catalog.services[3]?.stack ?? aRun().request.target.stack }),
      'a',
    );
    await ops('unfreeze registry');
    expect(told()).toContain(`*${REGISTRY}* itself isn't frozen. Nothing was changed.\nWhat stands there:`);
    expect(told()).toContain('*staging-us-east-1* is frozen until');
    await world.holds.place(theirs(registryScope()), 'b');
    await ops('unfreeze registry');
    expect(everybody().at(-1)).toMatch(
      /\*staging-us-east-1\/registry\* isn't frozen any more.*\n.*\nStill:\n.*\*staging-us-east-1\* is frozen/,
    );
  });

  it('can be lifted by its name after the configuration has forgotten the stack', async () => {
    const [gone] = catalog.services;
    if (!gone) throw new Error('the catalog is empty');
    const scope: Scope = { kind: 'service', stack: gone.stack, service: gone.service, thing: 'service/gone' };
    await world.holds.place(theirs(scope), 'a');
    await ops(`unfreeze ${scopeName(scope)}`);
    expect(await standing()).toEqual([]);
  });
});

/** A freeze of everything by a colleague. */
function freezeOfAll() {
  return {
    scope: { kind: 'all' },
    reason: 'peak sales',
    by: colleague,
    until: Date.now() + 3_600_000,
  } as const;
}
