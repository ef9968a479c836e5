import type { Changed } from '../../domain/approval/change.ts';
import type { Verdict } from '../../domain/approval/decision.ts';
import { shortSubject } from '../../domain/approval/subject.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import type { Approval } from '../../domain/run/question.ts';
import type { Run } from '../../domain/run/run.ts';
import { inert } from '../inert.ts';
import { clockTime } from '../mrkdwn.ts';
import { CHANGE_WORDS, lackingWords, rowWords } from './decided-words.ts';
import { earlyWords, hookLine } from './hook-words.ts';

type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: K }>;
type Say = (text: string) => string;

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** Who may consent, so that they hear of it (Slack: mentioning groups). */
const whoMay = ({ from, groups }: Approval): string =>
  [or.format(from.map((role) => `*${inert(role)}*`)), ...groups.map((id) => `<!subteam^${inert(id)}>`)].join(
    ' ',
  );

/** Something that isn't what it was. */
export const changedText = ({ label, before, after }: Changed): string =>
  `${label}: was ${before}, is ${after}`;

/** What is consented to, row by row. */
export const approvalTexts = ({ decided }: Approval): string[] => [
  CHANGE_WORDS[decided.change],
  ...decided.rows.map((row) => rowWords(row, 'whole')),
];

/** Where it is held meanwhile, or why it isn't. */
const heldLines = (approval: Approval): string[] => {
  const early = earlyWords(approval);
  return [
    ...(approval.hook ? [`:pause_button: ${hookLine(approval.hook)}`] : []),
    ...(early === undefined ? [] : [`${early}.`]),
  ];
};

/** Consent is asked for, and what to. */
export function askedLines(
  { number }: Pick<Run, 'number'>,
  { approval, changed = [] }: EventOf<'approval-asked'>,
  say: Say,
): string[] {
  const { people, until, subject } = approval;
  const [what, ...rows] = approvalTexts(approval);
  const void_ =
    changed.length === 0
      ? []
      : [
          ':warning: *What was asked before is void*: it would do something else by now.',
          ...changed.map((one) => `• ${say(changedText(one))}`),
        ];
  return [
    ...void_,
    `:ballot_box_with_check: Needs ${people === 1 ? 'an approval' : `${people} approvals`} by ${whoMay(approval)} until ${clockTime(until)}. It ${what ?? ''}:`,
    ...rows.map((row) => `• ${say(row)}`),
    ...heldLines(approval),
    `Decide above, or with \`/ops approve ${number}\` or \`/ops reject ${number}\` · digest \`${shortSubject(subject)}\``,
  ];
}

/** Nobody has decided yet. */
export const waitsLines = ({ number }: Pick<Run, 'number'>, approval: Approval): string[] => [
  `:hourglass: Still ${lackingWords(approval)} by ${whoMay(approval)} until ${clockTime(approval.until)}: \`/ops approve ${number}\``,
  `Nobody there, and it can’t wait? Who may break the glass goes on without: \`/ops break-glass ${number}\``,
];

const VERDICTS: Readonly<Record<Verdict, string>> = {
  approve: ':white_check_mark: Approved by',
  reject: ':no_entry: Rejected by',
  'break-glass': ':rotating_light: Glass broken, without an approval, by',
};

/** What somebody decided. */
export const decidedLines = ({ user, verdict, reason }: EventOf<'decided'>, say: Say): string[] => [
  `${VERDICTS[verdict]} <@${inert(user)}>${reason === undefined ? '' : `: ${say(reason)}`}`,
];
