import { MAY_START } from '../../domain/guard/policy.ts';
import type { RoleStanding } from '../../domain/guard/standing.ts';
import type { Approvable, WhoIs } from '../../domain/guard/who-is.ts';
import { type Message, section } from '../message.ts';
import { approvalRuleWords, groupWords, roleWords, ruleWords } from '../role-words.ts';

/** So many lines of a kind; a section of Slack's holds 3,000 characters, and a phone shows fewer. */
const LINES = 10;

/** What somebody may do, why, and who may do the rest: first what is so, then what it rests on. */
export function whoAmIMessage(who: WhoIs): Message {
  const { user, team } = who.actor;
  const title = `You are <@${user}>: \`${user}\` of \`${team}\``;
  return {
    text: title,
    blocks: [
      section([title, ...modeLines(who), ...unreadLines(who)].join('\n')),
      section(['*You may*', ...mayLines(who)].join('\n')),
      section(['*Because you are*', ...roleLines(who)].join('\n')),
      ...approvalSection(who),
      ...mayNotSection(who),
    ],
  };
}

const modeLines = ({ mode }: WhoIs): string[] =>
  mode === 'read-only' ? [':lock: Read-only mode: nobody changes anything, whatever stands below.'] : [];

/** Groups on which something hangs, and which Slack doesn't tell of. */
function unreadLines({ roles }: WhoIs): string[] {
  const unread = [...new Set(roles.flatMap((role) => role.unread))];
  return unread.length === 0
    ? []
    : [
        `:warning: Slack doesn't tell me just now who is in the ${groupWords(unread)}, so it counts as if you weren't. Try again in a moment.`,
      ];
}

const mayLines = ({ mine }: WhoIs): string[] => [
  '• look at everything',
  ...cut(mine.map((rule) => `• ${ruleWords(rule)}, as *${rule.role}*`)),
];

function roleLines({ roles }: WhoIs): string[] {
  const held = roles.filter(({ kind }) => kind === 'held').map((one) => `• *${one.role.name}*: ${why(one)}`);
  return held.length === 0 ? ['• a member of this workspace; you have no role'] : cut(held);
}

/** What a role that somebody has rests on. */
function why({ role, inGroups, isListed }: RoleStanding): string {
  if (role.name === MAY_START) return "you stand in `access: may-start` of Wheelhouse's configuration";
  const parts = [
    ...(inGroups.length > 0 ? [`you are in the Slack ${groupWords(inGroups)}`] : []),
    ...(isListed ? ["you are listed in Wheelhouse's configuration"] : []),
  ];
  return parts.join(', and ');
}

function approvalSection({ approvals }: WhoIs): Message['blocks'] {
  if (approvals.length === 0) return [];
  const lines = approvals.map(({ rule, mine }) => `• ${approvalRuleWords(rule)}; ${MINE[mine]}`);
  return [section(['*Takes an approval*', ...cut(lines), 'Nobody approves what they asked for.'].join('\n'))];
}

const MINE: Readonly<Record<Approvable['mine'], string>> = {
  held: 'you may approve it',
  'not-held': 'you may not approve it',
  unknown: "I can't tell just now whether you may approve it",
};

function mayNotSection({ others, nobodys }: WhoIs): Message['blocks'] {
  const lines = [
    ...others.map(
      ({ lacks, standing }) => `• ${ruleWords(lacks)}: ask ${roleWords(standing.role)}${half(standing)}`,
    ),
    ...(nobodys.length > 0
      ? [`• ${nobodys.map((one) => `\`${one}\``).join(', ')}: nobody may, anywhere`]
      : []),
  ];
  if (lines.length === 0) return [];
  const help = 'Roles are given by who looks after those groups, and after the configuration.';
  return [section(['*You may not*', ...cut(lines), help].join('\n'))];
}

/** What lacks to somebody who has half of what a strong role takes. */
function half({ role, kind, inGroups, isListed }: RoleStanding): string {
  if (role.takes === 'either' || kind === 'unknown') return '';
  if (isListed) return '; you are listed, and not in the group';
  return inGroups.length > 0 ? '; you are in the group, and not listed' : '';
}

const cut = (lines: readonly string[]): string[] =>
  lines.length <= LINES
    ? [...lines]
    : [...lines.slice(0, LINES), `… and ${lines.length - LINES} more, in Wheelhouse's configuration`];
