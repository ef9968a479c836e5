import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SlackActor } from '../../domain/people/actor.ts';

/** Seals what a modal carries unseen, so that it comes back as it was handed out, and from whom it was handed to. */
export interface Seals {
  seal(text: string, actor: SlackActor): string;
  /** The text that was sealed for this person; undefined where it was changed, is somebody else's, or never was ours. */
  open(sealed: string, actor: SlackActor): string | undefined;
}

const MAC = /^([\w-]{43})\.(.*)$/s;

/**
 * Seals made with what all bots of the workspace share and nobody else has: the bot's token. A new token makes old forms
 * unreadable, and whoever has one open opens it again.
 */
export function seals(secret: string): Seals {
  const key = createHmac('sha256', secret).update('wheelhouse/forms').digest();
  const macOf = (text: string, { team, user }: SlackActor): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([team, user, text]))
      .digest();
  return {
    seal: (text, actor) => `${macOf(text, actor).toString('base64url')}.${text}`,
    open(sealed, actor) {
      const [, mac, text] = MAC.exec(sealed) ?? [];
      if (mac === undefined || text === undefined) return undefined;
      return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(text, actor)) ? text : undefined;
    },
  };
}
