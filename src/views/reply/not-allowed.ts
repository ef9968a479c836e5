import type { Denial } from '../../domain/guard/may-do.ts';
import { buttonRow } from '../button.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { groupWords, roleWords, wishWords } from '../role-words.ts';

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** The policy says no: what may not be done, who may, and what helps. */
export const notAllowed = (denial: Denial): Message =>
  withBlocks(
    plainMessage(`${ICONS[denial.why]} ${denialWords(denial)} Nothing was started.`),
    denial.why === 'foreign-team' ? [] : buttonRow([{ label: 'What I may do', words: 'whoami' }]),
  );

const ICONS: Readonly<Record<Denial['why'], string>> = {
  'foreign-team': ':no_entry:',
  'read-only': ':no_entry:',
  'memberships-unknown': ':warning:',
  'not-in-role': ':no_entry:',
  'no-rule': ':no_entry:',
};

function denialWords(denial: Denial): string {
  switch (denial.why) {
    case 'foreign-team':
      return "I only serve this bot's own workspace.";
    case 'read-only':
      return (
        "I'm in read-only mode: I answer `help`, `status`, `tasks`, `logs`, `explain`, `runs`, `show` and `audit`, and " +
        'change nothing. To change that, write `mode: operate` and `access: { may-start: [USER_ID] }` into ' +
        "Wheelhouse's configuration and start Wheelhouse again."
      );
    case 'memberships-unknown':
      return (
        `I can't check just now whether you may ${wishWords(denial.wish)}: Slack doesn't tell me who is in the ` +
        `${groupWords(denial.groups)}, and without that it's no. Try again in a moment.`
      );
    case 'not-in-role':
      return `You may not ${wishWords(denial.wish)}. That is for ${or.format(denial.roles.map(({ role }) => roleWords(role)))}.`;
    case 'no-rule':
      return `Nobody may ${wishWords(denial.wish)}: no rule in Wheelhouse's configuration allows it.`;
  }
}
