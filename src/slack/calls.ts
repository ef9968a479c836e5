import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { SlackFault } from '../domain/ports/chat.ts';
import { redacted } from '../domain/redaction/redacted.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Message, TextFile } from '../views/message.ts';
import { chatFaultOf } from './chat-fault.ts';

/** A channel, or a thread of it. */
interface Place {
  readonly channel: string;
  readonly thread?: string | undefined;
}

/**
 * What the listeners do in Slack for one person at once (handlers/parts.ts, SlackCalls), on its Web API: each call is
 * made once, and nothing throws. `client` must not retry by itself: a trigger is good for 3 s only.
 */
export function personalCalls(client: WebClient, redactor: Redactor) {
  const once = (call: () => Promise<unknown>): Promise<Result<undefined, SlackFault>> =>
    call().then(
      () => ok(undefined),
      (error: unknown) => err(chatFaultOf(error, redactor)),
    );
  const at = ({ channel, thread }: Place) =>
    thread === undefined ? { channel } : { channel, thread_ts: thread };
  return {
    openView: (trigger: string, view: View) => once(() => client.views.open({ trigger_id: trigger, view })),
    whisper: (place: Place, user: string, message: Message) => {
      const { text, blocks } = redacted(redactor, message);
      return once(() => client.chat.postEphemeral({ ...at(place), user, text, blocks }));
    },
    say: (place: Place, message: Message) => {
      const { text, blocks } = redacted(redactor, message);
      return once(() =>
        client.chat.postMessage({ ...at(place), text, blocks, unfurl_links: false, unfurl_media: false }),
      );
    },
    handOver: (user: string, { name, content }: TextFile) =>
      once(async () => {
        const { channel } = await client.conversations.open({ users: user });
        if (channel?.id === undefined) throw new Error('conversations.open answered without a channel');
        await client.filesUploadV2({
          channel_id: channel.id,
          filename: name,
          content: redactor.text(content),
        });
      }),
    publishHome: (user: string, view: View) => once(() => client.views.publish({ user_id: user, view })),
  };
}
