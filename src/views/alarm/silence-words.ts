import type { Silence, SilenceScope } from '../../domain/alarm/silence.ts';
import { actorWords } from '../hold-words.ts';
import { short, shortName } from '../inert.ts';
import { dayTime } from '../mrkdwn.ts';

const NAME = 80;
const REASON = 160;

/** `*registry cpu-high*`, `*prod-us-east-1/registry*`, `*prod-us-east-1*`: what a silence covers. */
export const scopeWords = ({ name }: SilenceScope): string => `*${shortName(name, NAME) || 'an alarm'}*`;

/** `silenced until 18:00 by @operator: “why”`. */
export const silencedWords = ({ until, by, reason }: Pick<Silence, 'until' | 'by' | 'reason'>): string =>
  `silenced until ${dayTime(until)} by ${actorWords(by)}: “${short(reason, REASON)}”`;

/** A silence as a line of a list. */
export const silenceLine = (silence: Silence): string =>
  `:no_bell: ${scopeWords(silence.scope)} is ${silencedWords(silence)}`;
