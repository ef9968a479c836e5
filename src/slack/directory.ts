import type { WebClient } from '@slack/web-api';
import {
  type DurationMs,
  hours,
  type Monotonic,
  minutes,
  seconds,
  systemMonotonic,
} from '../domain/clock.ts';
import { logFault } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { SlackFault } from '../domain/ports/chat.ts';
import type { Conversation, Directory, Person } from '../domain/ports/directory.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { chatFaultOf } from './chat-fault.ts';
import { type Heard, type Memory, remembered } from './remembered.ts';
import { conversationOf, nobodyOfOurs, personOf, unseen } from './who-and-where.ts';

/**
 * How long what Slack says of a person counts. A change is heard of as an event (`user_change`) by one bot; the others
 * ask again when it isn't fresh any more. An admission waits for it and for the ledger, within Slack's 3 s.
 */
export const PEOPLE: Memory<Person> = {
  fresh: () => minutes(5),
  stale: hours(24),
  patience: 1000,
  most: 5000,
};

/**
 * The same of conversations, in which somebody from outside may appear at any time. Where the bot isn't in, it is asked
 * each time: who has just invited it says the same again at once, often before the event about it has come.
 */
export const CONVERSATIONS: Memory<Conversation> = {
  fresh: ({ botIsMember }) => (botIsMember ? seconds(60) : 0),
  stale: minutes(15),
  patience: 1000,
  most: 2000,
};

/** Pages of `users.list`, each of so many people, that are read at the start: tier 2, 20 calls a minute (Slack). */
const PAGES = 5;
const PAGE = 200;
/** After no clear answer nothing is asked for this long: whoever comes gets what is remembered, at once. */
const PAUSE_MS = 1_000;

/** What the directory needs. */
export interface DirectoryParts {
  /** The workspace that is served. */
  readonly team: string;
  readonly log: Log;
  readonly redactor: Redactor;
  /** The machine's own unless told. */
  readonly time?: Monotonic;
  readonly people?: Memory<Person>;
  readonly conversations?: Memory<Conversation>;
}

/** The directory on Slack's Web API. */
export interface SlackDirectory extends Directory {
  /**
   * Reads who is in the workspace, as far as the first pages go, so that the first command of a person needn't wait.
   * Optional, and never rejects: who isn't read is asked for when they come.
   */
  warm(): Promise<void>;
}

/**
 * A directory that remembers what Slack said (docs: users.info, conversations.info). `client` must not retry by itself,
 * and must give up before long: while one answer is awaited nothing else is asked of that person or channel.
 */
export function slackDirectory(client: WebClient, parts: DirectoryParts): SlackDirectory {
  const { team, log, redactor, time = systemMonotonic } = parts;

  /** `means`: what Slack's refusal to tell of this one says of it; undefined: nothing. */
  const ask = async <T>(
    call: string,
    read: () => Promise<T | undefined>,
    means: (error: string) => T | undefined,
  ): Promise<Heard<T>> => {
    try {
      const value = await read();
      return value === undefined ? { kind: 'nothing', pause: 0 } : { kind: 'value', value };
    } catch (error) {
      const fault = chatFaultOf(error, redactor);
      const value = fault.kind === 'refused' ? means(fault.error) : undefined;
      if (value !== undefined) return { kind: 'value', value };
      logFault(log, chatFault(call, fault), {}, "Slack doesn't say who or where somebody is");
      return { kind: 'nothing', pause: pauseAfter(fault) };
    }
  };

  const people = remembered<Person>(time, parts.people ?? PEOPLE, (user) =>
    ask(
      'users.info',
      async () => {
        const { user: found } = await client.users.info({ user });
        return found && personOf(found, team);
      },
      (error) => (HIDDEN_PEOPLE.has(error) ? nobodyOfOurs : undefined),
    ),
  );
  const conversations = remembered<Conversation>(time, parts.conversations ?? CONVERSATIONS, (channel) =>
    ask(
      'conversations.info',
      async () => {
        const { channel: found } = await client.conversations.info({ channel });
        return found && conversationOf(found);
      },
      (error) => (error === 'channel_not_found' ? unseen(channel) : undefined),
    ),
  );

  const readPage = async (cursor: string | undefined): Promise<string | undefined> => {
    const { members, response_metadata: next } = await client.users.list({
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const member of members ?? []) {
      if (member.id !== undefined) people.keep(member.id, personOf(member, team));
    }
    return next?.next_cursor === '' ? undefined : next?.next_cursor;
  };

  return {
    person: people.get,
    conversation: conversations.get,
    forgetPerson: people.forget,
    forgetConversation: conversations.forget,
    async warm() {
      await ask(
        'users.list',
        async () => {
          let cursor = await readPage(undefined);
          for (let page = 1; page < PAGES && cursor !== undefined; page += 1) cursor = await readPage(cursor);
          return undefined;
        },
        () => undefined,
      );
    },
  };
}

/** A refusal is about this one only; the others may be asked for at once. */
function pauseAfter(fault: SlackFault): DurationMs {
  if (fault.kind === 'limited') return fault.after;
  return fault.kind === 'unknown' ? PAUSE_MS : 0;
}

/** Slack's ways of saying that somebody is none of the workspace's, or isn't shown to it (docs, users.info, "Errors"). */
const HIDDEN_PEOPLE = new Set(['user_not_found', 'user_not_visible']);
