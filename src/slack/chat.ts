import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { ChatFault } from '../domain/ports/chat.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Message } from '../views/message.ts';

/** Where a message goes: a channel, and a thread in it. */
export interface Place {
  readonly channel: string;
  readonly thread?: string;
}

/** Posting, editing and finding messages. Nothing is retried here; nothing throws. */
export interface Chat {
  /** Posts once. `mark` is kept as the message's metadata, so that it can be found again. Answers its `ts`. */
  post(place: Place, message: Message, mark: string): Promise<Result<string, ChatFault>>;
  edit(channel: string, ts: string, message: Message): Promise<Result<undefined, ChatFault>>;
  /** The `ts` of our newest message with that mark among the last 100 since `since` (epoch ms). */
  find(place: Place, mark: string, since: number): Promise<Result<string | undefined, ChatFault>>;
}

/** The name under which marks are kept. Ids only: metadata can be read by others (Slack: message metadata). */
const EVENT_TYPE = 'wheelhouse';

/** The chat on Slack's Web API. `client` must not retry by itself. */
export function slackChat(client: WebClient): Chat {
  return {
    async post(place, message, mark) {
      return attempt(async () => {
        const posted = await client.chat.postMessage({
          channel: place.channel,
          text: message.text,
          blocks: message.blocks,
          metadata: { event_type: EVENT_TYPE, event_payload: { mark } },
          unfurl_links: false,
          unfurl_media: false,
          ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
        });
        return posted.ts ?? '';
      });
    },
    async edit(channel, ts, message) {
      return attempt(async () => {
        await client.chat.update({ channel, ts, text: message.text, blocks: message.blocks });
        return undefined;
      });
    },
    async find({ channel, thread }, mark, since) {
      const oldest = String(Math.floor(since / 1000) - 60);
      const common = { channel, oldest, limit: 100, include_all_metadata: true };
      return attempt(async () => {
        const found =
          thread === undefined
            ? await client.conversations.history(common)
            : await client.conversations.replies({ ...common, ts: thread });
        return (found.messages ?? []).find((m) => markOf(m.metadata) === mark)?.ts;
      });
    },
  };
}

function markOf(metadata: { event_type?: string; event_payload?: object } | undefined): unknown {
  const payload = metadata?.event_type === EVENT_TYPE ? metadata.event_payload : undefined;
  return payload && 'mark' in payload ? payload.mark : undefined;
}

async function attempt<T>(call: () => Promise<T>): Promise<Result<T, ChatFault>> {
  try {
    return ok(await call());
  } catch (error) {
    return err(faultOf(error));
  }
}

function faultOf(error: unknown): ChatFault {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', after: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    // Slack's own failures say nothing about whether the message was posted (Slack: chat.postMessage, errors).
    const unclear = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(
      error.data.error,
    );
    return unclear
      ? { kind: 'unknown', detail: error.data.error }
      : { kind: 'refused', error: error.data.error };
  }
  return { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) };
}
