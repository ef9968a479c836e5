import type { Button, KnownBlock } from '@slack/types';

/** Marks a button's action: a click says the button's words, has them answered for all, or opens a form for them. */
export type ButtonDoes = 'say' | 'share' | 'form' | 'home';

/** A button whose click means words that a person could have typed, so it can do no more than they could. */
export interface WordsButton {
  /** At most 30 characters or so: phones cut the rest. */
  readonly label: string;
  /** What follows the slash command; at most 2,000 characters (Slack: button element, `value`). */
  readonly words: string;
  /** `say` unless told. */
  readonly does?: ButtonDoes;
  readonly style?: 'primary' | 'danger';
  /** Slack asks the person first; a courtesy, not a check. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
}

/** Slack: a button's value. */
const VALUE_MAX = 2000;

/** A row of buttons. Words that are too long for a button give none: they can still be typed. */
export function buttonRow(buttons: readonly WordsButton[]): KnownBlock[] {
  const elements = buttons.filter(({ words }) => words.length <= VALUE_MAX).map(button);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** The button that shows the channel what only one person sees. */
export const shareButton = (words: string): WordsButton => ({ label: 'Share', words, does: 'share' });

function button({ label, words, does = 'say', style, confirm }: WordsButton, at: number): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: label },
    // Unique in its row (Slack: action_id), and never that of another verb: an old click mustn't hit a new button.
    action_id: `${does}/${words.split(' ', 1)[0]}/${at}`,
    value: words,
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: { type: 'plain_text', text: confirm.title },
            text: { type: 'mrkdwn', text: confirm.text },
            confirm: { type: 'plain_text', text: confirm.yes },
            deny: { type: 'plain_text', text: 'Back' },
          },
        }),
  };
}
