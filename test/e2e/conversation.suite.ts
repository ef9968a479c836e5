import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf, readable, story } from '../support/story.ts';
import { CHANNEL, OPERATOR, registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import {
  ELSEWHERE,
  GUEST,
  OUTSIDER,
  SHARED,
  STRANGER,
  type TestWorld,
  testWorld,
} from '../support/wheelhouse.ts';

/** How many times ECS was asked for new tasks. */
const effects = (world: TestWorld): number => world.ecs.calls('UpdateService').length;

/** What people do and see, whichever way Slack reaches the bot. */
export function conversationSuite(transport: 'http' | 'socket'): void {
  let world: TestWorld;
  beforeAll(async () => {
    world = await testWorld({ transport });
    await world.start('all');
    if (transport === 'socket')
      await world.sandbox.slack.waitFor(() => world.sandbox.slack.socket.connections > 0);
  });
  afterAll(() => world.stop());

  const bot = (): string => `<@${world.sandbox.slack.directory.bot.userId}>`;
  const whispered = (pattern: RegExp, user = OPERATOR, which: 'any' | 'last' = 'any'): Promise<string> =>
    world.sandbox.slack.waitFor(() => {
      const matching = story(world)
        .whispers(user)
        .filter((text) => pattern.test(text));
      return which === 'last' ? matching.at(-1) : matching[0];
    });
  /** Whatever ECS has begun for a run is over. */
  const idle = (): Promise<unknown> =>
    waitFor(
      () =>
        ['registry', 'auth'].every((name) => {
          const { region, cluster } = registry;
          return world.ecs.service(region, cluster, `mcp-gateway-v2-${name}`).steady;
        }),
      { what: 'steady services' },
    );
  /** Waits for the end of the run whose number the person was told last in words like these. */
  const over = async (told: RegExp): Promise<void> => {
    const number = /#\d+/.exec(await whispered(told, OPERATOR, 'last'))?.[0];
    await story(world).rootReads(new RegExp(`${number} .*done`));
    await idle();
  };

  describe('words', () => {
    it('after the command start a run, whose end its message and its thread tell', async () => {
      const { ops, rootReads, threadReads } = story(world);
      expect((await ops('restart registry --reason “memory leak”')).outcome).toBe('acked');
      expect(readable(await rootReads(/done after/))).toContain('memory leak');
      await threadReads(/done/);
    });

    it('after a mention do the same, and what is read stays between the bot and the person', async () => {
      const { slack } = world.sandbox;
      const before = effects(world);
      const roots = story(world).roots().length;
      await slack.say({ user: OPERATOR, channel: CHANNEL, text: `${bot()} restart auth —reason “slow”` });
      expect(await whispered(/Accepted as \*#\d+\*: restart prod-us-east-1\/auth/)).toBeTruthy();
      await slack.waitFor(() => story(world).roots().length > roots + 1);
      expect(readable(await story(world).rootReads(/done after/))).toContain('auth');
      expect(effects(world)).toBe(before + 1);
    });

    it('in the thread of a run need no number', async () => {
      const { slack } = world.sandbox;
      const root = await story(world).rootReads(/done after/);
      const number = /#\d+/.exec(readable(root))?.[0] ?? '';
      await slack.say({ user: OPERATOR, channel: CHANNEL, threadTs: root.ts, text: `${bot()} show` });
      const shown = await slack.waitFor(() =>
        slack.ephemerals(OPERATOR, CHANNEL).find((one) => one.threadTs === root.ts),
      );
      expect(readable(shown)).toContain(number);
    });

    it('that a retried event brings again start nothing twice', async () => {
      const { slack } = world.sandbox;
      const before = effects(world);
      slack.events.twice('app_mention');
      await slack.say({ user: OPERATOR, channel: CHANNEL, text: `${bot()} restart registry` });
      await whispered(/already accepted/);
      await over(/Accepted as/);
      expect(effects(world)).toBe(before + 1);
    });
  });

  describe('buttons', () => {
    /** Clicks the button with that label in the newest message that only this person sees. */
    const clickWhisper = async (label: RegExp, user = OPERATOR) => {
      const { slack } = world.sandbox;
      const seen = slack.ephemerals(user, CHANNEL).at(-1);
      const button = buttonsOf(seen).find((one) => label.test(one.label));
      if (!seen || !button) throw new Error(`no button ${label} in: ${readable(seen ?? {})}`);
      return slack.click({ user, channel: CHANNEL, ts: seen.ts, actionId: button.actionId });
    };

    it('of a misspelt verb start what was meant, once, however often the click arrives', async () => {
      const { slack } = world.sandbox;
      const before = effects(world);
      await story(world).ops('restrat registry');
      const click = await clickWhisper(/restart/);
      expect(click.outcome).toBe('acked');
      await slack.redeliver(click);
      await slack.redeliver(click);
      await over(/already accepted as/);
      expect(effects(world)).toBe(before + 1);
    });

    it('that share show the channel what only one person saw', async () => {
      const { slack } = world.sandbox;
      await story(world).ops('status registry');
      await whispered(/is steady/);
      await clickWhisper(/Share/);
      await slack.waitFor(() =>
        slack.messages(CHANNEL).some((root) => readable(root).includes(`Shared by <@${OPERATOR}>`)),
      );
    });

    it('of a run obey only those who may, whoever sees them; a second click on the same one does nothing', async () => {
      const { slack } = world.sandbox;
      const held = world.ecs.faults.hold('UpdateService', 'after');
      await story(world).ops('restart registry');
      await held.held;
      const root = await story(world).rootReads(/ask ECS|under way/);
      const cancel = buttonsOf(root).find(({ label }) => label.startsWith('Cancel'));
      const by = (user: string) =>
        slack.click({ user, channel: CHANNEL, ts: root.ts, actionId: cancel?.actionId ?? '', confirm: true });
      await by(STRANGER);
      await whispered(/may-start/, STRANGER);
      const click = await by(OPERATOR);
      await slack.redeliver(click);
      held.release();
      await story(world).rootReads(/cancelled/);
      await slack.redeliver(click);
      await whispered(/is over already/);
      await expect(by(OPERATOR)).rejects.toThrow('No say/cancel');
      await idle();
    });
  });

  describe('forms', () => {
    const choose = async (service: string) => {
      const { slack } = world.sandbox;
      await slack.suggest({ user: OPERATOR, in: 'modal', actionId: 'suggest/service', typed: service });
      await slack.fill({ user: OPERATOR, values: { target: `${registry.stack}/${service}` } });
    };
    const submit = async () => {
      const submitted = await world.sandbox.slack.submit({ user: OPERATOR });
      if (!submitted.sent) throw new Error(JSON.stringify(submitted.errors));
      return submitted.delivery;
    };
    const nothingOpen = () => expect(world.sandbox.slack.modal(OPERATOR)).toEqual([]);

    it('open by the verb alone, and start one run, however often they are handed in', async () => {
      const { slack } = world.sandbox;
      const before = effects(world);
      await story(world).ops('restart');
      await choose('auth');
      await slack.fill({ user: OPERATOR, values: { 'field/reason': 'memory leak' } });
      const handed = await submit();
      nothingOpen();
      await slack.redeliver(handed);
      await story(world).rootReads(/prod-us-east-1\/auth.* done[\s\S]*memory leak/);
      await idle();
      expect(effects(world)).toBe(before + 1);
    });

    it('open by the shortcut, and by that on a message that names a service', async () => {
      const { slack } = world.sandbox;
      await slack.shortcut({ user: OPERATOR, callbackId: 'ops_run' });
      await slack.waitFor(() => slack.modal(OPERATOR).length === 1);
      await slack.closeModal({ user: OPERATOR });
      nothingOpen();
      const said = await slack.say({ user: OPERATOR, channel: CHANNEL, text: 'the registry is slow again' });
      await slack.messageShortcut({
        user: OPERATOR,
        callbackId: 'ops_on_message',
        channel: CHANNEL,
        ts: said.ts,
      });
      await slack.waitFor(() => JSON.stringify(slack.modal(OPERATOR)).includes('prod-us-east-1/registry'));
      await slack.closeModal({ user: OPERATOR });
    });
  });

  describe('the Home', () => {
    it('shows what runs, and follows it to its end', async () => {
      const { slack } = world.sandbox;
      const home = () => readable({ blocks: slack.home(OPERATOR)?.view.blocks });
      await slack.openHome(OPERATOR);
      await slack.waitFor(() => slack.home(OPERATOR));
      const held = world.ecs.faults.hold('UpdateService', 'after');
      await story(world).ops('restart registry');
      await held.held;
      await slack.waitFor(() => /restart prod-us-east-1\/registry/.test(home()) && /Running/i.test(home()));
      held.release();
      await story(world).rootReads(/done after/);
      await slack.waitFor(() => !/Running/i.test(home()));
      await idle();
    });
  });

  describe('the wrong person or place', () => {
    it.each([
      ['a guest', GUEST, CHANNEL, /guest/i],
      ['somebody of another workspace', OUTSIDER, CHANNEL, /workspace/],
      ['anybody in a channel that another workspace shares', OPERATOR, SHARED, /shared/i],
    ])('%s is told so, and nothing starts', async (_who, user, channel, said) => {
      const before = effects(world);
      await world.sandbox.slack.command({ user, channel, text: 'restart registry' });
      expect(world.sandbox.slack.ephemerals(user, channel).map(readable).at(-1)).toMatch(said);
      expect(effects(world)).toBe(before);
    });

    it('where the bot is no member nothing starts, what can be read is read, and an invitation helps', async () => {
      const { slack } = world.sandbox;
      const before = effects(world);
      const ops = (text: string) => slack.command({ user: OPERATOR, channel: ELSEWHERE, text });
      const last = () => slack.ephemerals(OPERATOR, ELSEWHERE).map(readable).at(-1);
      await ops('restart prod-us-east-1/registry');
      expect(last()).toContain('/invite');
      await ops('status prod-us-east-1/registry');
      await slack.waitFor(() => last()?.includes('is steady'));
      expect(effects(world)).toBe(before);
      slack.invite(ELSEWHERE);
      await ops('restart prod-us-east-1/registry');
      await slack.waitFor(() => slack.messages(ELSEWHERE).some((root) => /done after/.test(readable(root))));
      expect(effects(world)).toBe(before + 1);
    });
  });
}
