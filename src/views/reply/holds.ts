import type { Hold, HoldKind } from '../../domain/hold/hold.ts';
import type { Scope } from '../../domain/hold/scope.ts';
import { hash } from '../../domain/ids.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { buttonRow } from '../button.ts';
import {
  actorWords,
  heldWords,
  holdLine,
  holdWords,
  liftButton,
  liftWords,
  scopeWords,
} from '../hold-words.ts';
import { code, inert, label, shortVisible } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';

/** What runs where something is held; `unknown` where the store couldn't be read. */
export type UnderWay = readonly Run[] | 'unknown';

/** A hold that stands now, and what it means for what runs. `was`: the hold whose place it took. */
export function holdPlaced(hold: Hold, underWay: UnderWay, was?: Hold): Message {
  const lines = [
    holdLine(hold),
    refuses(hold),
    ...(was ? [`Before, it was ${heldWords(was)}.`] : []),
    ...goesOn(underWay),
  ];
  return withBlocks(plainMessage(lines.join('\n')), buttonRow([liftButton(hold)]));
}

/** A hold that somebody has lifted, and what stands there all the same. */
export function holdLifted(hold: Hold, by: Actor, rest: readonly Hold[]): Message {
  const lines = [
    `:unlock: ${scopeWords(hold.scope)} isn't ${state(hold.kind)} any more: ${actorWords(by)} lifted that.`,
    `It was ${heldWords(hold)}.`,
    ...standing('Still:', rest),
  ];
  return plainMessage(lines.join('\n'));
}

/** There is none of that kind on that very scope; `rest` is what stands there otherwise. */
export function noHold(kind: HoldKind, scope: Scope, rest: readonly Hold[]): Message {
  const itself = rest.length > 0 ? ' itself' : '';
  const lines = [
    `${scopeWords(scope)}${itself} isn't ${state(kind)}. Nothing was changed.`,
    ...standing('What stands there:', rest),
  ];
  return withBlocks(plainMessage(lines.join('\n')), buttonRow(rest.slice(0, BUTTONS).map(liftButton)));
}

/** Somebody else's hold stays as it is. */
export const holdStands = (hold: Hold): Message =>
  withBlocks(
    plainMessage(
      `:no_entry: Nothing was changed: ${holdWords(hold)}. Yours would say no more than that. ` +
        `To put yours in its place, lift it first: ${code(`/ops ${liftWords(hold)}`)}.`,
    ),
    buttonRow([liftButton(hold)]),
  );

/** The same request for a hold came twice. */
export const holdAgain: Message = plainMessage(
  'That request was carried out already. Nothing was changed a second time. `/ops locks` shows what stands.',
);

/** The store gave no answer to a wish to hold or to lift. */
export const holdUnconfirmed: Message = plainMessage(
  ":warning: Not confirmed: my store gave no answer in time. `/ops locks` shows whether it was changed; if it wasn't, say " +
    'it again.',
);

/** Words that name nothing that can be held, with those most like it. */
export function unknownScope(
  words: string,
  close: readonly string[],
  wordsOf: (meant: string) => string,
): Message {
  const said = `I know no environment, stack or service ${code(shortVisible(words, TYPED))}.`;
  const hint =
    close.length > 0
      ? `Did you mean ${close.map((one) => code(one)).join(' or ')}?`
      : 'Say `all`, an environment, a stack, or a service as `stack/service`.';
  const buttons = close.map((one) => ({ label: label(one, TYPED), words: wordsOf(one) }));
  return withBlocks(plainMessage(`${said} ${hint} Nothing was changed.`), buttonRow(buttons));
}

/** Words that somebody typed are shown back no longer than this. */
const TYPED = 70;
/** So many buttons fit beside each other. */
const BUTTONS = 3;
/** More holds or runs are counted. */
const LISTED = 8;

const state = (kind: HoldKind): string => (kind === 'freeze' ? 'frozen' : 'locked');

function refuses({ kind, scope }: Hold): string {
  if (kind === 'lock') return 'What may bring other code is refused there until somebody unlocks it.';
  return scope.kind === 'all'
    ? 'Every new change is refused until then.'
    : 'New changes there are refused until then.';
}

const standing = (title: string, holds: readonly Hold[]): string[] =>
  holds.length === 0 ? [] : [title, ...holds.slice(0, LISTED).map(holdLine), ...more(holds)];

const more = (all: readonly unknown[]): string[] =>
  all.length > LISTED ? [`… and ${all.length - LISTED} more`] : [];

function goesOn(underWay: UnderWay): string[] {
  if (underWay === 'unknown') return ["What runs there is unknown: my store can't be read."];
  if (underWay.length === 0) return [];
  const runs = underWay
    .slice(0, LISTED)
    .map(
      ({ number, request }) => `*${hash(number)}* ${inert(request.operation)} ${targetName(request.target)}`,
    );
  return [
    `Under way there: ${[...runs, ...more(underWay)].join(', ')}.`,
    'What has changed something already goes on to its end; the rest ends before it changes anything.',
  ];
}
