import type { ModalView } from '@slack/types';
import type { SlackActor } from '../../domain/people/actor.ts';
import type { Message } from '../../views/message.ts';
import { answerView } from '../../views/modal/answer-view.ts';

/** A modal that was handed in. Its sender is known by Slack's signature; all else is unchecked. */
export interface Submission {
  readonly actor: SlackActor;
  /** The whole request, as Slack sent it. */
  readonly body: unknown;
  /** Its `view`. */
  readonly view: unknown;
}

/** What becomes of the modal (Slack: view_submission, response actions). */
export type ModalAnswer =
  /**
   * It closes. `whisper`: what the person is told besides, where the channel doesn't show it by itself; `announce`: what
   * everybody is told where the form was opened.
   */
  | { readonly kind: 'close'; readonly whisper?: Whisper; readonly announce?: Announcement }
  /** It stays with all that was typed, and these words under its blocks. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** It shows something else. */
  | { readonly kind: 'view'; readonly view: ModalView };

/** A message for the person alone. */
export interface Whisper {
  readonly channel: string;
  readonly thread: string;
  readonly message: Message;
}

/** A message for everybody in a channel, or in a thread of it. */
export interface Announcement {
  readonly channel: string;
  readonly thread?: string | undefined;
  readonly message: Message;
}

/** The modal only says this; what was typed is gone. */
export const say = (message: Message): ModalAnswer => ({ kind: 'view', view: answerView(message) });

/** One thing is wrong, and this is where. */
export const wrong = (block: string, problem: string): ModalAnswer => ({
  kind: 'errors',
  errors: { [block]: problem },
});
