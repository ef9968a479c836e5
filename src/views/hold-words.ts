import type { Hold } from '../domain/hold/hold.ts';
import { type Scope, scopeName } from '../domain/hold/scope.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { WordsButton } from './button.ts';
import { inert, label, short } from './inert.ts';
import { dayTime } from './mrkdwn.ts';

/** A reason in a line of its own, beside who and until when. */
const REASON = 160;

/** `*production*`, `*prod-us-east-1/registry*`, `*everything*`. */
export const scopeWords = (scope: Scope): string =>
  `*${scope.kind === 'all' ? 'everything' : scopeName(scope)}*`;

/** Who it was, as a mention where it is a person. */
export function actorWords(actor: Actor): string {
  switch (actor.kind) {
    case 'slack':
      return `<@${inert(actor.user)}>`;
    case 'alarm':
    case 'schedule':
      return `the ${actor.kind} ${short(actor.name, REASON)}`;
    case 'system':
      return 'Wheelhouse';
  }
}

/** `frozen until 18:00 by @operator: “why”`. `say` makes the person's words inert. */
export function heldWords(hold: Hold, say: (text: string) => string = (text) => short(text, REASON)): string {
  const why = `by ${actorWords(hold.by)}: “${say(hold.reason)}”`;
  return hold.kind === 'freeze'
    ? `frozen until ${dayTime(hold.until)} ${why}`
    : `locked against deploys since ${dayTime(hold.since)} ${why}`;
}

/** The same as a sentence without its full stop: `*production* is frozen until …`. */
export const holdWords = (hold: Hold, say?: (text: string) => string): string =>
  `${scopeWords(hold.scope)} is ${heldWords(hold, say)}`;

/** The same as a line of a list. */
export const holdLine = (hold: Hold): string =>
  `${hold.kind === 'freeze' ? ':snowflake:' : ':lock:'} ${holdWords(hold)}`;

/** What a person types to lift it. */
export const liftWords = ({ kind, scope }: Pick<Hold, 'kind' | 'scope'>): string =>
  `${kind === 'freeze' ? 'unfreeze' : 'unlock'} ${scopeName(scope)}`;

/** A button's text is no longer than this; Slack's own question takes 300 characters (confirmation dialog). */
const LABEL = 70;
const CONFIRM = 200;

/** A button that lifts a hold; it asks first, because others rely on it. */
export function liftButton(hold: Hold): WordsButton {
  const words = liftWords(hold);
  return {
    label: label(`${words.slice(0, 1).toUpperCase()}${words.slice(1)}`, LABEL),
    words,
    confirm: {
      title: hold.kind === 'freeze' ? 'Lift the freeze?' : 'Lift the lock?',
      text: `It says: “${short(hold.reason, CONFIRM)}”. Everybody here will read that you lifted it.`,
      yes: 'Lift it',
    },
  };
}
