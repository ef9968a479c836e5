import type { Verdict } from '../../domain/approval/decision.ts';
import type { MayDecide } from '../../domain/approval/may-decide.ts';
import type { EpochMs } from '../../domain/clock.ts';
import type { Role } from '../../domain/guard/policy.ts';
import { hash, type RunNumber } from '../../domain/ids.ts';
import { buttonRow } from '../button.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { clockTime } from '../mrkdwn.ts';
import { groupWords, roleWords } from '../role-words.ts';

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const VERBS: Readonly<Record<Verdict, string>> = {
  approve: 'approve',
  reject: 'reject',
  'break-glass': 'break the glass for',
};

/** The policy says no to a decision: why, and who may take it. */
export const mayNotDecide = (
  number: RunNumber,
  verdict: Verdict,
  may: Extract<MayDecide, { kind: 'no' }>,
  from: readonly Role[],
): Message =>
  withBlocks(
    plainMessage(`:no_entry: ${words(number, verdict, may, from)} Nothing was decided.`),
    may.why === 'foreign-team' ? [] : buttonRow([{ label: 'What I may do', words: 'whoami' }]),
  );

/** The glass may be broken only once those who may approve have had time to. */
export const glassTooEarly = (number: RunNumber, from: EpochMs): Message =>
  plainMessage(
    `:hourglass: The glass of ${hash(number)} can be broken from ${clockTime(from)} on, if nobody has decided by then. Nothing was decided.`,
  );

function words(
  number: RunNumber,
  verdict: Verdict,
  may: Extract<MayDecide, { kind: 'no' }>,
  from: readonly Role[],
): string {
  const what = `${VERBS[verdict]} ${hash(number)}`;
  switch (may.why) {
    case 'foreign-team':
      return "I only serve this bot's own workspace.";
    case 'read-only':
      return "I'm in read-only mode, and take no decisions.";
    case 'own-request':
      return `You asked for ${hash(number)} yourself, so somebody else must approve it${whoMay(from, ': ')}.`;
    case 'memberships-unknown':
      return `I can't check just now whether you may ${what}: Slack doesn't tell me who is in the ${groupWords(may.groups)}. Try again in a moment.`;
    case 'not-in-role':
      return `You may not ${what}.${whoMay(
        may.roles.map(({ role }) => role),
        ' That is for ',
        '.',
      )}`;
  }
}

const whoMay = (roles: readonly Role[], before: string, after = ''): string =>
  roles.length === 0 ? '' : `${before}${or.format(roles.map(roleWords))}${after}`;
