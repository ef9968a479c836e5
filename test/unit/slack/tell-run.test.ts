import { beforeEach, describe, expect, it } from 'vitest';
import { StepId } from '../../../src/domain/ids.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import { aRun } from '../../support/values.ts';
import { type FakeChat, fakeChat } from './fake-chat.ts';
import { teller } from './teller.ts';

const step = StepId.parse('ask');
const outcome = { kind: 'succeeded', summary: 'all is new' } as const;
const { acceptedAt: start } = aRun();
const events: RunEvent[] = [
  { kind: 'effect', at: start, step, text: 'ECS began a deployment.' },
  { kind: 'end', at: start + 2000, outcome },
];
const ended = aRun({ state: { status: 'ended', outcome, at: start + 2000 } });
const running = (remark: string) => aRun({ state: { status: 'running' }, remark });

let chat: FakeChat;
let one: ReturnType<typeof teller>;
beforeEach(() => {
  chat = fakeChat(() => one.clock.now());
  one = teller(chat, start + 2000);
});

const marks = () => chat.posts.map(({ mark }) => mark);
const once = ['root', '0', '1'].map((part) => `${ended.request.id}/${part}`);

describe("telling a run's story", () => {
  it('posts one root and each event once in its thread, and nothing more when it is told again', async () => {
    expect(await one.tell(ended, events)).toEqual({ kind: 'told' });
    expect(await one.tell(ended, events)).toEqual({ kind: 'told' });
    expect(marks()).toEqual(once);
    const root = chat.posts[0]?.ts;
    expect(chat.posts.map(({ thread }) => thread)).toEqual([undefined, root, root]);
    expect([chat.edits, chat.searches]).toEqual([0, 0]);
  });

  it('edits the root when the run has changed, but not too often, except for the last time', async () => {
    await one.tell(aRun(), []);
    one.clock.at += 1000;
    expect(await one.tell(running('at work'), [])).toEqual({ kind: 'later', after: 1500 });
    expect(chat.edits).toBe(0);
    await one.tell(ended, events);
    expect(chat.edits).toBe(1);
    expect(chat.posts[0]?.text).toContain('done');
  });

  it('goes on with the thread while the root must stay as it is', async () => {
    await one.tell(aRun(), []);
    expect((await one.tell(running('at work'), events.slice(0, 1))).kind).toBe('later');
    expect(marks()).toEqual(once.slice(0, 2));
  });
});

describe('a post whose answer was lost', () => {
  it.each([1, 2, 3])('is found instead of posted twice: post %i', async (lost) => {
    let calls = 0;
    chat.trouble = (method) => {
      if (method === 'post') calls += 1;
      return method === 'post' && calls === lost
        ? { fault: { kind: 'unknown', detail: 'reset' }, arrives: true }
        : undefined;
    };
    expect((await one.tell(ended, events)).kind).toBe('failed');
    expect(await one.tell(ended, events)).toEqual({ kind: 'told' });
    expect(marks()).toEqual(once);
  });

  it('is brought up to date when it is found: it may show an earlier state', async () => {
    chat.trouble = (method) =>
      method === 'post' ? { fault: { kind: 'unknown', detail: 'reset' }, arrives: true } : undefined;
    await one.tell(aRun(), []);
    chat.trouble = () => undefined;
    await one.tell(ended, []);
    expect(chat.posts).toHaveLength(1);
    expect(chat.posts[0]?.text).toContain('done');
  });

  it('is posted again when it never arrived, and when nobody may look; then the log says so', async () => {
    let calls = 0;
    chat.trouble = (method) => {
      calls += method === 'post' ? 1 : 0;
      if (method === 'find') return { fault: { kind: 'refused', error: 'missing_scope' } };
      return method === 'post' && calls === 1 ? { fault: { kind: 'unknown', detail: '500' } } : undefined;
    };
    await one.tell(ended, events);
    expect(await one.tell(ended, events)).toEqual({ kind: 'told' });
    expect(marks()).toEqual(once);
    expect(one.logged.join()).toContain('may appear twice');
  });

  it('is not looked for after a limit: nothing was posted', async () => {
    chat.trouble = () => ({ fault: { kind: 'limited', after: 3000 } });
    expect(await one.tell(ended, events)).toEqual({ kind: 'later', after: 3000 });
    chat.trouble = () => undefined;
    expect(await one.tell(ended, events)).toEqual({ kind: 'told' });
    expect(chat.searches).toBe(0);
  });
});

describe('a teller that was frozen', () => {
  it('stores nothing over what another one told meanwhile, and posts nothing more', async () => {
    const { promise: frozen, resolve: thaw } = Promise.withResolvers<void>();
    const { post } = chat;
    chat.post = async (...args) => {
      chat.post = post;
      const answer = await post(...args);
      await frozen;
      return answer;
    };
    const first = one.tell(ended, events);
    while (chat.posts.length === 0) await Promise.resolve();
    expect(await one.tell(ended, events)).toEqual({ kind: 'told' });
    thaw();
    expect(await first).toEqual({ kind: 'failed', fault: { kind: 'standby' } });
    expect(marks()).toEqual(once);
    expect(one.told().main.events).toBe(2);
  });
});

describe('an edit', () => {
  it('that was on its way while somebody else took over may have undone theirs, so the root is shown anew, also when its answer was lost', async () => {
    await one.tell(aRun(), []);
    one.clock.at += 5000;
    const before = one.told();
    await one.tell(ended, events);
    expect((await one.tell(running('at work'), [], before)).kind).toBe('failed');
    expect(chat.posts[0]?.text).not.toContain('done');
    expect(one.doubts()).toBe(1);
    chat.trouble = () => ({ fault: { kind: 'unknown', detail: 'too late' } });
    expect((await one.tell(running('at work'), [], before)).kind).toBe('failed');
    expect(one.doubts()).toBe(2);
  });

  it('is made again when its answer was lost and the run went back to what was shown before', async () => {
    await one.tell(aRun(), []);
    one.clock.at += 5000;
    chat.trouble = () => ({ fault: { kind: 'unknown', detail: 'reset' } });
    await one.tell(running('at work'), []);
    one.clock.at += 5000;
    chat.trouble = () => undefined;
    expect(await one.tell(aRun(), [])).toEqual({ kind: 'told' });
    expect(chat.edits).toBe(1);
  });
});

describe('late news', () => {
  it('says when it happened, in the root and in the thread; what is in time doesn’t', async () => {
    one.clock.at = start + 61_500;
    await one.tell(ended, events);
    const [root, effect, end] = chat.posts.map(({ text }) => text);
    expect(root).toContain('asked at <!date^1795230000^{time}|03:00 UTC>, told late');
    expect(effect).toContain('happened at <!date^1795230000^{time}|03:00 UTC>, told late');
    expect(end).not.toContain('told late');
  });
});

describe('what is too long for a message', () => {
  const long: RunEvent = { kind: 'note', at: start, step, text: 'It broke. '.repeat(1000) };
  const files = () => chat.files.map(({ thread, name }) => [thread, name]);
  const thread = () => chat.posts.filter((post) => post.thread !== undefined);
  const onceAttached = () => [[chat.posts[0]?.ts, 'run-1042-event-1.txt']];

  it('is attached to the thread once, beside its beginning', async () => {
    expect(await one.tell(ended, [long])).toEqual({ kind: 'told' });
    expect(await one.tell(ended, [long])).toEqual({ kind: 'told' });
    expect(files()).toEqual(onceAttached());
    expect(chat.files[0]?.content.match(/It broke\./g)).toHaveLength(1000);
    expect(thread().map(({ text }) => text.length < 3_000)).toEqual([true]);
  });

  it('is attached when Slack limits it first: the message is found, not repeated', async () => {
    chat.trouble = (method) => (method === 'attach' ? { fault: { kind: 'limited', after: 900 } } : undefined);
    expect(await one.tell(ended, [long, ...events])).toEqual({ kind: 'later', after: 900 });
    chat.trouble = () => undefined;
    expect(await one.tell(ended, [long, ...events])).toEqual({ kind: 'told' });
    expect(files()).toEqual(onceAttached());
    expect(thread()).toHaveLength(3);
  });

  it('is told without where Slack refuses files: the message and the log say so, and nothing waits for it', async () => {
    chat.trouble = (method) =>
      method === 'attach' ? { fault: { kind: 'refused', error: 'missing_scope' } } : undefined;
    expect(await one.tell(ended, [long, ...events])).toEqual({ kind: 'told' });
    expect(chat.files).toEqual([]);
    expect(thread()[0]?.text).toContain("Slack didn't take the file");
    expect(thread()).toHaveLength(3);
    expect(one.logged).toContain('a file was not attached');
  });
});
