import type { MessageBlock } from '../blocks/message-blocks.ts';
import type { Form } from './form.ts';
import { formOn, NEW_FORM } from './form.ts';

/** A message as one person sees it. */
export interface MessageSight {
  user: string;
  channel: string;
  ts: string;
}

const keyOf = ({ user, channel, ts }: MessageSight): string => `${user} ${channel} ${ts}`;

/** What each person chose in the fields of messages; only they see it. */
export class MessageForms {
  readonly #forms = new Map<string, Form>();

  /** The form of this person in this message, as its blocks are now. */
  of(sight: MessageSight, blocks: readonly MessageBlock[]): Form {
    return formOn(blocks, this.#forms.get(keyOf(sight)) ?? NEW_FORM);
  }

  set(sight: MessageSight, form: Form): void {
    this.#forms.set(keyOf(sight), form);
  }
}
