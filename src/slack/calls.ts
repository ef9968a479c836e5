import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { SlackFault } from '../domain/ports/chat.ts';
import { redacted } from '../domain/redaction/redacted.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Message } from '../views/message.ts';
import { chatFaultOf } from './chat-fault.ts';

/** What is done in Slack for one person at once: each call is made once, and nothing throws. */
export interface PersonalCalls {
  openView(trigger: string, view: View): Promise<Result<undefined, SlackFault>>;
  whisper(
    place: { readonly channel: string; readonly thread?: string | undefined },
    user: string,
    message: Message,
  ): Promise<Result<undefined, SlackFault>>;
  publishHome(user: string, view: View): Promise<Result<undefined, SlackFault>>;
}

/** The calls on Slack's Web API. `client` must not retry by itself: a trigger is good for 3 s only. */
export function personalCalls(client: WebClient, redactor: Redactor): PersonalCalls {
  const once = (call: () => Promise<unknown>): Promise<Result<undefined, SlackFault>> =>
    call().then(
      () => ok(undefined),
      (error: unknown) => err(chatFaultOf(error, redactor)),
    );
  return {
    openView: (trigger, view) => once(() => client.views.open({ trigger_id: trigger, view })),
    whisper: ({ channel, thread }, user, message) => {
      const { text, blocks } = redacted(redactor, message);
      const place = thread === undefined ? { channel } : { channel, thread_ts: thread };
      return once(() => client.chat.postEphemeral({ ...place, user, text, blocks }));
    },
    publishHome: (user, view) => once(() => client.views.publish({ user_id: user, view })),
  };
}
