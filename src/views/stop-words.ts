import { type Gate, gateName, type Pass } from '../domain/window/gate.ts';
import { gateOf, type Stop } from '../domain/window/stop.ts';
import { actorWords, holdLine, holdWords, liftWords } from './hold-words.ts';
import { code, inert, short } from './inert.ts';
import { dayTime } from './mrkdwn.ts';

/** A reason in a line of its own. */
const REASON = 160;
const cut = (text: string): string => short(text, REASON);

/** A stop as a sentence without its full stop. `say` makes outside text inert. */
export function stopWords(stop: Stop, say: (text: string) => string = cut): string {
  switch (stop.kind) {
    case 'freeze':
    case 'lock':
      return holdWords(stop, say);
    case 'window':
      return `the window *${inert(stop.name)}* stands until ${dayTime(stop.until)}: “${say(stop.reason)}”`;
    case 'alarm':
      return `the critical alarm ${code(stop.name)} of *${stop.stack}* rings since ${dayTime(stop.since)}: “${say(stop.reason)}”`;
    case 'no-alarm':
      return `${say(stop.reason)}: ${code(stop.name)}, which the configuration calls critical for *${stop.stack}*`;
  }
}

/** The same as a line of a list. */
export function stopLine(stop: Stop): string {
  switch (stop.kind) {
    case 'freeze':
    case 'lock':
      return holdLine(stop);
    case 'window':
      return `:calendar: The${stopWords(stop).slice(3)}`;
    case 'alarm':
      return `:rotating_light: The${stopWords(stop).slice(3)}`;
    case 'no-alarm':
      return `:grey_question: ${stopWords(stop)}`;
  }
}

/** The same in a word or two, in a line with others. */
export function stopMark(stop: Stop): string {
  switch (stop.kind) {
    case 'freeze':
      return 'frozen';
    case 'lock':
      return 'locked';
    case 'window':
      return `window ${inert(stop.name)}`;
    case 'alarm':
    case 'no-alarm':
      return 'critical alarm';
  }
}

/** What a person types to lift it; a gate takes their reason, too. */
export function liftingWords(stop: Stop): string {
  switch (stop.kind) {
    case 'freeze':
    case 'lock':
      return liftWords(stop);
    case 'window':
      return passing({ kind: 'window', name: stop.name });
    case 'alarm':
    case 'no-alarm':
      return passing({ kind: 'alarms', stack: stop.stack });
  }
}

/** What a person types to go past a gate. */
const passing = (gate: Gate): string => `unfreeze ${gateName(gate)} --reason "…"`;

/** What one may still do while a gate is shut, and how one goes past it; undefined: it is a hold. */
export function pastWords(stop: Stop): string | undefined {
  const gate = gateOf(stop);
  if (!gate) return undefined;
  const words = code(`/ops ${liftingWords(stop)}`);
  return gate.kind === 'window'
    ? `Who may unfreeze there lets changes through with ${words}.`
    : `Restart, rollback and scale work. To deploy what mends it: ${words}, for who may unfreeze there.`;
}

/** A pass as a line of a list. */
export const passLine = (pass: Pass): string =>
  `:unlock: ${gateWords(pass)} lifted until ${dayTime(pass.until)} by ${actorWords(pass.by)}: “${cut(pass.reason)}”`;

const gateWords = ({ gate }: Pick<Pass, 'gate'>): string =>
  gate.kind === 'window'
    ? `The window *${inert(gate.name)}* is`
    : `The stop by critical alarms of *${gate.stack}* is`;
