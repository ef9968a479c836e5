import { describe, expect, it } from 'vitest';
import { StepId } from '../../../src/domain/ids.ts';
import type { ChatFault } from '../../../src/domain/ports/chat.ts';
import type { Told } from '../../../src/domain/ports/notices.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { Chat } from '../../../src/slack/chat.ts';
import { tellRun } from '../../../src/slack/tell-run.ts';
import { aRun } from '../../support/values.ts';

const step = StepId.parse('ask');
const outcome = { kind: 'succeeded', summary: 'done' } as const;
const events: RunEvent[] = [
  { kind: 'effect', at: 1, step, text: 'ECS began a deployment.' },
  { kind: 'end', at: 2, outcome },
];
const ended = aRun({ state: { status: 'ended', outcome, at: 2 } });

/** A channel that keeps what arrives; `faults` are the answers of the next calls, `arrives` whether the post got there. */
function channel() {
  const posts: { readonly mark: string; readonly thread: string | undefined; text: string }[] = [];
  const faults: { readonly fault: ChatFault; readonly arrives: boolean }[] = [];
  let edits = 0;
  const chat: Chat = {
    async post(place, message, mark) {
      const next = faults.shift();
      if (!next || next.arrives) posts.push({ mark, thread: place.thread, text: message.text });
      return next ? err(next.fault) : ok(String(posts.length));
    },
    async edit(_channel, ts, message) {
      edits += 1;
      const post = posts[Number(ts) - 1];
      if (post) post.text = message.text;
      return ok(undefined);
    },
    async find(_place, mark) {
      const at = posts.findIndex((post) => post.mark === mark);
      return ok(at < 0 ? undefined : String(at + 1));
    },
  };
  return { chat, posts, faults, edits: () => edits };
}

/** Somebody who tells runs, with a memory that survives them. */
function teller(chat: Chat, editIn = 0) {
  let told: Told = { events: 0 };
  const notices = {
    told: async (_id: unknown, next: Told) => {
      told = next;
    },
  };
  return {
    tell: (run = ended, story = events) =>
      tellRun({ notices, chat, editIn: () => editIn, onEdit: () => undefined }, { run, events: story, told }),
    told: () => told,
  };
}

describe("telling a run's story", () => {
  it('posts one root and each event once in its thread, and nothing more when it is told again', async () => {
    const { chat, posts, edits } = channel();
    const { tell, told } = teller(chat);
    expect(await tell()).toEqual({ kind: 'told' });
    expect(await tell()).toEqual({ kind: 'told' });
    expect(posts.map(({ thread }) => thread)).toEqual([undefined, '1', '1']);
    expect(edits()).toBe(0);
    expect(told()).toMatchObject({ root: '1', events: 2 });
  });

  it('edits the root when the run has changed, but not too often, except for the last time', async () => {
    const { chat, posts, edits } = channel();
    const { tell } = teller(chat, 1500);
    await tell(aRun(), []);
    expect(await tell(aRun({ state: { status: 'running' }, remark: 'at work' }), [])).toEqual({
      kind: 'later',
      after: 1500,
    });
    expect(edits()).toBe(0);
    await tell();
    expect(edits()).toBe(1);
    expect(posts[0]?.text).toContain('done');
  });

  it.each([1, 2, 3])('finds post %i, whose answer was lost, instead of posting it twice', async (lost) => {
    const { chat, posts } = channel();
    let calls = 0;
    const lossy: Chat = {
      ...chat,
      async post(place, message, mark) {
        calls += 1;
        const answer = await chat.post(place, message, mark);
        return calls === lost ? err({ kind: 'unknown', detail: 'reset' }) : answer;
      },
    };
    const { tell } = teller(lossy);
    expect((await tell()).kind).toBe('failed');
    expect(await tell()).toEqual({ kind: 'told' });
    expect(posts.map(({ mark }) => mark)).toEqual(
      ['root', '0', '1'].map((part) => `${ended.request.id}/${part}`),
    );
  });

  it('goes on where it stopped after a refusal, and says which', async () => {
    const { chat, posts, faults } = channel();
    const { tell } = teller(chat);
    faults.push({ fault: { kind: 'limited', after: 3000 }, arrives: false });
    expect(await tell()).toEqual({ kind: 'failed', fault: { kind: 'limited', after: 3000 } });
    expect(posts).toEqual([]);
    expect(await tell()).toEqual({ kind: 'told' });
    expect(posts).toHaveLength(3);
  });
});
