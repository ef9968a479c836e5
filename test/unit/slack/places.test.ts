import { beforeEach, describe, expect, it } from 'vitest';
import { StepId } from '../../../src/domain/ids.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { Run } from '../../../src/domain/run/run.ts';
import { aRun, CHANNEL, OPERATOR, registry, restartRequest } from '../../support/values.ts';
import { type FakeChat, fakeChat, refusing } from './fake-chat.ts';
import { teller } from './teller.ts';

const CHANGES = 'C0CHANGES';
const DIRECT = `D${OPERATOR.slice(1)}`;
const { acceptedAt: start } = aRun();
const effect: RunEvent = { kind: 'effect', at: start, step: StepId.parse('ask'), text: 'ECS began.' };
const outcome = { kind: 'succeeded', summary: 'all is new' } as const;
const end: RunEvent = { kind: 'end', at: start, outcome };

/** A run in production, or where the test says, whose stack has a changes channel. */
function run(more: Partial<Run> = {}, environment: 'production' | 'staging' = 'production'): Run {
  const target = { ...registry, environment, changesChannel: CHANGES };
  return aRun({ request: restartRequest('01ARZ3NDEKTSV4RRFFQ69G5FAV', { target }), ...more });
}
const ended = { state: { status: 'ended', outcome, at: start } } as const;

let chat: FakeChat;
let one: ReturnType<typeof teller>;
beforeEach(() => {
  chat = fakeChat(() => start);
  one = teller(chat, start);
});
const placesOf = (posts = chat.posts) =>
  posts.map(({ channel, thread }) => (thread ? `${channel} ↳` : channel));

describe('a run asked for where the bot can’t post', () => {
  const staging = (more: Partial<Run> = {}) => run(more, 'staging');

  it('is told to the requester directly, with how to mend it, and stays there', async () => {
    chat.trouble = refusing({ [CHANNEL]: 'not_in_channel' });
    expect(await one.tell(staging(), [effect])).toEqual({ kind: 'told' });
    expect(chat.posts[0]?.text).toContain(
      `I can't post in <#${CHANNEL}>: invite me there (\`not_in_channel\`)`,
    );
    chat.trouble = () => undefined;
    expect(await one.tell(staging(ended), [effect, end])).toEqual({ kind: 'told' });
    expect(placesOf()).toEqual([DIRECT, `${DIRECT} ↳`, `${DIRECT} ↳`]);
    expect(chat.posts[0]?.text).toContain('done');
  });

  it('is told in the changes channel when that fails, too', async () => {
    chat.trouble = refusing({ [CHANNEL]: 'is_archived', [OPERATOR]: 'user_disabled' });
    expect(await one.tell(staging(), [effect])).toEqual({ kind: 'told' });
    expect(placesOf()).toEqual([CHANGES, `${CHANGES} ↳`]);
    expect(chat.posts[0]?.text).toContain('it is archived (`is_archived`)');
  });

  it('is kept when nobody can be told, and told where it belongs once that works', async () => {
    chat.trouble = refusing({
      [CHANNEL]: 'not_in_channel',
      [DIRECT]: 'messages_tab_disabled',
      [CHANGES]: 'channel_not_found',
    });
    expect(await one.tell(staging(), [effect])).toEqual({
      kind: 'failed',
      fault: { kind: 'refused', error: 'channel_not_found' },
    });
    chat.trouble = () => undefined;
    expect(await one.tell(staging(), [effect])).toEqual({ kind: 'told' });
    expect(placesOf()).toEqual([CHANNEL, `${CHANNEL} ↳`]);
    expect(chat.posts[0]?.text).not.toContain("can't post");
  });

  it('goes on in direct messages when the bot is removed from the channel on the way', async () => {
    await one.tell(staging(), [effect]);
    chat.trouble = refusing({ [CHANNEL]: 'not_in_channel' });
    expect(await one.tell(staging(ended), [effect, end])).toEqual({ kind: 'told' });
    expect(placesOf()).toEqual([CHANNEL, `${CHANNEL} ↳`, DIRECT, `${DIRECT} ↳`]);
    expect(chat.posts[2]?.text).toContain('done');
  });
});

it('posts a new root when somebody has deleted the old one', async () => {
  await one.tell(run({}, 'staging'), []);
  chat.trouble = (method) =>
    method === 'edit' ? { fault: { kind: 'refused', error: 'message_not_found' } } : undefined;
  expect(await one.tell(run(ended, 'staging'), [end])).toEqual({ kind: 'told' });
  expect(placesOf()).toEqual([CHANNEL, CHANNEL, `${CHANNEL} ↳`]);
  expect(chat.posts[1]?.text).toContain('done');
});

it('stops at a refusal that no other place would mend, and keeps its own', async () => {
  chat.trouble = () => ({ fault: { kind: 'refused', error: 'token_revoked' } });
  expect((await one.tell(run(), [effect])).kind).toBe('failed');
  expect(one.told().main).toEqual({ place: 0, events: 0 });
});

describe('the mirror of a production run', () => {
  it('is one root in the changes channel that follows the run, without a thread', async () => {
    await one.tell(run(), [effect]);
    expect(await one.tell(run(ended), [effect, end])).toEqual({ kind: 'told' });
    expect(placesOf().sort()).toEqual([CHANGES, CHANNEL, `${CHANNEL} ↳`, `${CHANNEL} ↳`].sort());
    const mirror = chat.posts.find(({ channel }) => channel === CHANGES);
    expect(mirror?.text).toContain('done');
    expect(mirror?.text).toContain(`Told in full in <#${CHANNEL}>`);
  });

  it('isn’t there for staging, nor twice where the run was asked for in the changes channel', async () => {
    await one.tell(run({}, 'staging'), []);
    expect(placesOf()).toEqual([CHANNEL]);
    const request = { ...run().request, origin: { team: 'T', channel: CHANGES } };
    const other = fakeChat(() => start);
    await teller(other, start).tell(run({ request }), []);
    expect(placesOf(other.posts)).toEqual([CHANGES]);
  });

  it('is missing, and the run’s own root says so, when the bot can’t post there', async () => {
    chat.trouble = refusing({ [CHANGES]: 'not_in_channel' });
    expect(await one.tell(run(ended), [end])).toEqual({ kind: 'told' });
    expect(placesOf()).toEqual([CHANNEL, `${CHANNEL} ↳`]);
    expect(chat.posts[0]?.text).toContain(`not repeated in <#${CHANGES}>: invite me there`);
  });
});
