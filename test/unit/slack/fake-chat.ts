import type { ChatFault } from '../../../src/domain/ports/chat.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { Chat } from '../../../src/slack/chat.ts';
import { readable } from '../../support/story.ts';

/** A message as the fake keeps it. */
export interface Posted {
  readonly ts: string;
  readonly channel: string;
  readonly thread: string | undefined;
  readonly mark: string;
  text: string;
}

/** What goes wrong with a call; `arrives`: it has its effect all the same. */
export interface Trouble {
  readonly fault: ChatFault;
  readonly arrives?: true;
}

/** Channels that keep what arrives. */
export interface FakeChat extends Chat {
  readonly posts: Posted[];
  /** What was attached, and where. */
  readonly files: { readonly thread: string | undefined; readonly name: string; readonly content: string }[];
  edits: number;
  searches: number;
  /** Asked before each call; what it answers goes wrong. */
  trouble: (method: 'post' | 'edit' | 'find' | 'open' | 'attach', channel: string) => Trouble | undefined;
}

/** A chat in memory in which nothing goes wrong yet, on the test's clock. */
export function fakeChat(now: () => number): FakeChat {
  const posts: Posted[] = [];
  const chat: FakeChat = {
    posts,
    files: [],
    edits: 0,
    searches: 0,
    trouble: () => undefined,
    async post({ channel, thread }, message, mark) {
      const trouble = chat.trouble('post', channel);
      const ts = `${Math.floor(now() / 1000)}.${String(posts.length).padStart(6, '0')}`;
      if (!trouble || trouble.arrives) posts.push({ ts, channel, thread, mark, text: readable(message) });
      return trouble ? err(trouble.fault) : ok({ ts, shown: 'whole' });
    },
    async edit(channel, ts, message) {
      const trouble = chat.trouble('edit', channel);
      const post = posts.find((one) => one.channel === channel && one.ts === ts);
      if (trouble) return err(trouble.fault);
      if (!post) return err({ kind: 'refused', error: 'message_not_found' });
      chat.edits += 1;
      post.text = readable(message);
      return ok('whole');
    },
    async attach({ channel, thread }, { name, content }) {
      const trouble = chat.trouble('attach', channel);
      if (!trouble || trouble.arrives) chat.files.push({ thread, name, content });
      return trouble ? err(trouble.fault) : ok(undefined);
    },
    async find({ channel, thread }, mark) {
      chat.searches += 1;
      const trouble = chat.trouble('find', channel);
      if (trouble) return err(trouble.fault);
      const found = posts.find(
        (post) => post.mark === mark && post.channel === channel && post.thread === thread,
      );
      return ok(found?.ts);
    },
    async open(user) {
      const trouble = chat.trouble('open', user);
      return trouble ? err(trouble.fault) : ok(`D${user.slice(1)}`);
    },
  };
  return chat;
}

/** Refuses every call of these methods in this channel. */
export const refusing =
  (refused: Readonly<Record<string, string>>): FakeChat['trouble'] =>
  (_method, channel) => {
    const error = refused[channel];
    return error === undefined ? undefined : { fault: { kind: 'refused', error } };
  };
