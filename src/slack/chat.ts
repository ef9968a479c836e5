import type { WebClient } from '@slack/web-api';
import { type Clock, type EpochMs, systemClock } from '../domain/clock.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import { redacted } from '../domain/redaction/redacted.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { ChatMessage, TextFile } from '../views/message.ts';
import { chatFaultOf } from './chat-fault.ts';
import { offering, type Shown } from './offered.ts';

/** Where a message goes: a channel, and a thread in it. */
export interface Place {
  readonly channel: string;
  readonly thread?: string;
}

/** A message that was posted. */
export interface Posted {
  /** Slack's id of it. */
  readonly ts: string;
  readonly shown: Shown;
}

/** Posting, editing and finding messages. Nothing is retried here; nothing throws. */
export interface Chat {
  /** Posts once. `mark` is kept as the message's metadata, so that it can be found again. Answers its `ts`, and what is shown. */
  post(place: Place, message: ChatMessage, mark: string): Promise<Result<Posted, ChatFault>>;
  /** Answers what is shown. */
  edit(channel: string, ts: string, message: ChatMessage): Promise<Result<Shown, ChatFault>>;
  /**
   * Uploads a text and shares it as a message of its own (Slack: files.getUploadURLExternal, …completeUploadExternal; scope
   * `files:write`). Carries no mark, so it can't be found again: called twice it appears twice.
   */
  attach(place: Place, file: TextFile): Promise<Result<undefined, ChatFault>>;
  /** The `ts` of our message with that mark among the 1,000 that were posted there since then. */
  find(place: Place, mark: string, since: EpochMs): Promise<Result<string | undefined, ChatFault>>;
  /** The channel of direct messages with a person. */
  open(user: string): Promise<Result<string, ChatFault>>;
}

/** The name under which marks are kept. Ids only: metadata can be read by others (Slack: message metadata). */
const EVENT_TYPE = 'wheelhouse';
/** Messages on a page, and pages at most, when one is looked for. */
const PAGE = 200;
const PAGES = 5;
/** Slack's clock and ours may differ. */
const SKEW_S = 60;

/**
 * The chat on Slack's Web API. `client` must not retry by itself; every message and file passes the redactor. What the
 * workspace doesn't take is said more plainly, in the same call to `post` or `edit`.
 */
export function slackChat(client: WebClient, redactor: Redactor, clock: Clock = systemClock): Chat {
  const offer = offering(clock);
  const attempt = <T>(call: () => Promise<T>): Promise<Result<T, ChatFault>> =>
    call().then(ok, (error: unknown) => err(chatFaultOf(error, redactor)));
  return {
    async post(place, message, mark) {
      const offered = await offer(redacted(redactor, message), (given) =>
        attempt(async () => {
          const posted = await client.chat.postMessage({
            channel: place.channel,
            ...given,
            metadata: { event_type: EVENT_TYPE, event_payload: { mark } },
            unfurl_links: false,
            unfurl_media: false,
            ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
          });
          return posted.ts ?? '';
        }),
      );
      return offered.ok ? ok({ ts: offered.value.value, shown: offered.value.shown }) : offered;
    },
    async edit(channel, ts, message) {
      const offered = await offer(redacted(redactor, message), (given) =>
        attempt(() => client.chat.update({ channel, ts, ...given })),
      );
      return offered.ok ? ok(offered.value.shown) : offered;
    },
    attach: ({ channel, thread }, { name, content }) =>
      attempt(async () => {
        const file = { filename: name, content: redactor.text(content) };
        const where =
          thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
        await client.filesUploadV2({ ...where, ...file });
        return undefined;
      }),
    async find({ channel, thread }, mark, since) {
      const oldest = String(Math.floor(since / 1000) - SKEW_S);
      const page = (cursor: string | undefined) => {
        const common = { channel, oldest, limit: PAGE, include_all_metadata: true };
        const from = cursor === undefined ? common : { ...common, cursor };
        return thread === undefined
          ? client.conversations.history(from)
          : client.conversations.replies({ ...from, ts: thread });
      };
      return attempt(async () => {
        let cursor: string | undefined;
        for (let pages = 0; pages < PAGES; pages += 1) {
          const { messages, response_metadata: next } = await page(cursor);
          const found = (messages ?? []).find((m) => markOf(m.metadata) === mark)?.ts;
          if (found !== undefined) return found;
          cursor = next?.next_cursor;
          if (cursor === undefined || cursor === '') return undefined;
        }
        return undefined;
      });
    },
    open: (user) =>
      attempt(async () => {
        const { channel } = await client.conversations.open({ users: user });
        if (channel?.id === undefined) throw new Error('conversations.open answered without a channel');
        return channel.id;
      }),
  };
}

function markOf(metadata: { event_type?: string; event_payload?: object } | undefined): unknown {
  const payload = metadata?.event_type === EVENT_TYPE ? metadata.event_payload : undefined;
  return payload && 'mark' in payload ? payload.mark : undefined;
}
