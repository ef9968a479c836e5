import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { readable, story } from '../support/story.ts';
import { within } from '../support/wait-for.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let person: ReturnType<typeof story>;
/** The bot that tells stories. Another one, which takes the commands, stands by from the start. */
let teller: WheelhouseProcess;

beforeEach(async () => {
  world = await testWorld();
  teller = await world.start('bot');
  await world.start('bot');
  person = story(world);
});
afterEach(() => world.stop());

/** One root that shows the end, and a thread with one end in which nothing stands twice. */
async function expectToldOnce(): Promise<void> {
  const root = await person.rootReads(/done after/);
  const thread = await person.threadReads(/done\* after/);
  expect(person.roots().map(readable)).toEqual([readable(root)]);
  expect(new Set(thread).size).toBe(thread.length);
  expect(thread.filter((text) => text.includes('done* after'))).toHaveLength(1);
}

/** Waits until a post is with Slack and its answer is held back. */
async function inTheMiddleOfAPost() {
  const post = world.sandbox.slack.faults.hold('chat.postMessage', 'after');
  await person.ops('restart registry');
  await within(post.reached, 'the root on its way');
  return post;
}

it('the teller is killed in the middle of a post: the bot that stands by finds it and goes on', async () => {
  const post = await inTheMiddleOfAPost();
  await teller.signal('SIGKILL');
  await world.start('worker');
  await expectToldOnce();
  post.release();
  await expectToldOnce();
});

it('the teller is frozen in the middle of a post until another one has told it all: awake again it adds nothing', async () => {
  const post = await inTheMiddleOfAPost();
  await teller.signal('SIGSTOP');
  post.release();
  await world.start('worker');
  await expectToldOnce();
  // A call is recorded a little after it is seen: its own time says when it began.
  const awake = Date.now();
  await teller.signal('SIGCONT');
  // It answers again, so it is awake; and another run's story is told while it stands by.
  await within(fetch(`${teller.url}/healthz`), 'the teller to be awake');
  await person.ops('restart auth');
  await person.rootReads(/#2[\s\S]*done after/);
  expect(person.roots()).toHaveLength(2);
  expect(person.roots()[0]?.thread.filter((one) => readable(one).includes('done* after'))).toHaveLength(1);
  const again = world.sandbox.slack.record.filter(
    ({ at, method, args }) =>
      at >= awake && method === 'chat.postMessage' && String(args['text']).includes('#1 '),
  );
  expect(again).toEqual([]);
});
