import { describe, expect, it } from 'vitest';
import { loadOperations } from '../../src/jobs/operations-folder.ts';
import { within } from '../support/wait-for.ts';
import { writes } from './boundaries.ts';
import { examplePlays, itsEnd, openPlay } from './plays.ts';
import { begin, type Member, type Scene, threeAtOnce, toldAfter } from './scene.ts';

threeAtOnce();
const operations = await loadOperations();

/** On the way to Slack and never done, or done and its answer on the way. */
const moments = [
  { moment: 'on its way, which never arrives', when: 'before' },
  { moment: 'done and its answer on the way', when: 'after' },
] as const;

/** Kills the bot, and waits until another one has told the rest, twice or not. */
async function replaceBot(scene: Scene & { readonly bot: Member }): Promise<void> {
  await scene.bot.kill();
  const killedAt = Date.now();
  await scene.start('bot');
  await toldAfter(scene, killedAt);
}

describe.concurrent.for(examplePlays(operations))('$name: the bot is killed with SIGKILL', (play) => {
  const { command: example } = play;
  const [name = ''] = example.split(' ');
  const of = play.effects.length;

  it('before the request is stored: the person sees that it failed, nothing was started, and typing it again starts one', async (test) => {
    const scene = await openPlay(test, play);
    const request = scene.bot.redis.hold({ holding: writes.request(name), when: 'before' });
    const typed = scene.person.ops(example);
    await within(request.reached, 'the request on its way to Redis');
    await scene.bot.kill();
    expect((await typed).outcome).toBe('unreachable');
    expect(scene.person.whispers().at(-1)).toContain('failed with the error');
    await scene.start('bot');
    await begin(scene, example);
    await itsEnd(scene, play);
  });

  it('with the request stored, before it could say so: the run goes its way, and the same request starts no other', async (test) => {
    const scene = await openPlay(test, play);
    const request = scene.bot.redis.hold({ holding: writes.request(name), when: 'after' });
    const typed = scene.person.ops(example);
    await within(request.reached, 'the request in Redis');
    const [delivery] = await Promise.all([typed, scene.bot.kill()]);
    await scene.start('bot');
    const again = await scene.world.sandbox.slack.redeliver(delivery);
    expect(again.body).toContain('already accepted as *#1*');
    await itsEnd(scene, play);
  });

  it.for(moments)('with the first post of a run $moment: one root all the same', async ({ when }, test) => {
    const scene = await openPlay(test, play);
    const post = scene.world.sandbox.slack.faults.hold('chat.postMessage', when);
    await begin(scene, example);
    await within(post.reached, 'the root on its way to Slack');
    await Promise.all([scene.bot.kill(), scene.start('bot')]);
    await itsEnd(scene, play);
  });

  it.for(moments)(
    'with the message of its end $moment: one end in the thread all the same',
    async ({ when }, test) => {
      const scene = await openPlay(test, play);
      const end = scene.worker.redis.hold({ holding: writes.ended, when: 'before' });
      await begin(scene, example);
      await within(end.reached, 'the end on its way to Redis');
      // The thread has told all that went before the end.
      await scene.world.sandbox.slack.waitFor(() => (scene.person.roots()[0]?.thread.length ?? 0) >= of);
      const post = scene.world.sandbox.slack.faults.hold('chat.postMessage', when);
      end.release();
      await within(post.reached, 'the end on its way to Slack');
      await replaceBot(scene);
      await itsEnd(scene, play);
    },
  );

  it.for(moments)(
    'with an edit of its root $moment: the root tells the end all the same',
    async ({ when }, test) => {
      const scene = await openPlay(test, play);
      const edit = scene.world.sandbox.slack.faults.hold('chat.update', when);
      await begin(scene, example);
      await within(edit.reached, 'an edit on its way to Slack');
      await replaceBot(scene);
      await itsEnd(scene, play);
    },
  );
});
