import { type Flag, flagsOf } from '../../domain/grammar/flags.ts';
import { type Token, tokenize } from '../../domain/grammar/tokenize.ts';
import { wordsOf } from '../../domain/grammar/words.ts';
import { mayAsk } from '../../domain/people/access.ts';
import { nearest } from '../../domain/target/nearest.ts';
import { noAlarms } from '../../views/reply/alarms.ts';
import { helpMessage, type VerbHelp, verbHelpMessage } from '../../views/reply/help.ts';
import { notAllowed } from '../../views/reply/not-allowed.ts';
import { badCommand, unknownVerb } from '../../views/reply/refusal.ts';
import { ACK, acknowledgeIncident } from '../alarms/acknowledge.ts';
import { ALARMS, listAlarms } from '../alarms/list-alarms.ts';
import { MEND, mend } from '../alarms/mend.ts';
import { MEND_FLAGS } from '../alarms/mend-words.ts';
import { SILENCE, SILENCE_FLAGS, silence } from '../alarms/silence.ts';
import {
  APPROVE,
  approve,
  BREAK_GLASS,
  breakGlass,
  DECISION_FLAGS,
  REJECT,
  reject,
} from '../approval/decide.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { isOfUse } from '../guard/for-person.ts';
import { type AlarmParts, type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { REVIEW, REVIEW_FLAGS, review } from '../review/review.ts';
import { CANCEL, cancelRun } from './cancel-run.ts';
import { EXPLAIN, explainService } from './explain-service.ts';
import { UNFREEZE, UNFREEZE_FLAGS, UNLOCK, unfreeze, unlock } from './lift-hold.ts';
import { LOCKS, listLocks } from './list-locks.ts';
import { listRuns, RUNS } from './list-runs.ts';
import { listTasks, TASKS } from './list-tasks.ts';
import { FREEZE, FREEZE_FLAGS, freeze, LOCK, LOCK_FLAGS, lock } from './place-hold.ts';
import { RESUME, resumeRun } from './resume-run.ts';
import { RETRY, retryRun } from './retry-run.ts';
import { AUDIT, AUDIT_FLAGS, showAudit } from './show-audit.ts';
import { LOGS, LOGS_FLAGS, showLogs } from './show-logs.ts';
import { SHOW, showRun } from './show-run.ts';
import { STATUS, showStatus } from './show-status.ts';
import { startRun } from './start-run.ts';
import { WHOAMI, whoAmI } from './who-am-i.ts';

const HELP: VerbHelp = { name: 'help', summary: 'this list', example: 'help' };

type Answer = (parts: HandlerParts, command: Command, words: readonly Token[]) => Promise<Reply> | Reply;

/** A verb of alarms, which says so where the configuration takes none. */
function ofAlarms(
  answer: (
    parts: HandlerParts,
    alarms: AlarmParts,
    command: Command,
    words: readonly Token[],
  ) => Promise<Reply>,
): Answer {
  return (parts, command, words) =>
    parts.alarms === 'none' ? now(noAlarms) : answer(parts, parts.alarms, command, words);
}

/** Verbs that only read: what a remedy may say. */
const READS: readonly string[] = [LOGS.name, STATUS.name, TASKS.name, EXPLAIN.name];

/** Answers the words of a remedy that reads. They were kept in the store, so nothing but a read is taken from them. */
function answerRead(parts: HandlerParts, command: Command): Promise<Reply> {
  const [verb = ''] = command.text.split(' ');
  return READS.includes(verb)
    ? answerCommand(parts, command)
    : Promise.resolve(
        refused(
          'bad-value',
          unknownVerb(verb, [], () => ''),
        ),
      );
}

/** The verbs that aren't operations. */
const ownVerbs: readonly {
  readonly help: VerbHelp;
  /** A shorter word that says the same. */
  readonly also?: string;
  readonly flags?: readonly Flag[];
  /** Of use only where the configuration takes alarms. */
  readonly of?: 'alarms';
  readonly answer: Answer;
}[] = [
  { help: HELP, answer: helpFor },
  { help: WHOAMI, answer: whoAmI },
  { help: STATUS, answer: showStatus },
  { help: EXPLAIN, also: 'why', answer: explainService },
  { help: TASKS, answer: listTasks },
  { help: LOGS, flags: LOGS_FLAGS, answer: showLogs },
  { help: RUNS, answer: listRuns },
  { help: SHOW, answer: showRun },
  { help: CANCEL, answer: cancelRun },
  { help: RETRY, answer: retryRun },
  { help: RESUME, answer: resumeRun },
  { help: APPROVE, answer: approve },
  { help: REJECT, flags: DECISION_FLAGS, answer: reject },
  { help: BREAK_GLASS, flags: DECISION_FLAGS, answer: breakGlass },
  { help: REVIEW, flags: REVIEW_FLAGS, answer: review },
  { help: LOCKS, answer: listLocks },
  { help: FREEZE, flags: FREEZE_FLAGS, answer: freeze },
  { help: UNFREEZE, flags: UNFREEZE_FLAGS, answer: unfreeze },
  { help: LOCK, flags: LOCK_FLAGS, answer: lock },
  { help: UNLOCK, answer: unlock },
  { help: AUDIT, flags: AUDIT_FLAGS, answer: showAudit },
  { help: ALARMS, of: 'alarms', answer: ofAlarms(listAlarms) },
  { help: ACK, of: 'alarms', answer: ofAlarms(acknowledgeIncident) },
  { help: SILENCE, of: 'alarms', flags: SILENCE_FLAGS, answer: ofAlarms(silence) },
  {
    help: MEND,
    of: 'alarms',
    flags: MEND_FLAGS,
    answer: ofAlarms((parts, alarms, command, words) => mend(parts, alarms, command, words, answerRead)),
  },
];

/** The verbs that aren't operations, as help shows them, with the flags of those that have some. */
export const ownVerbsHelp: readonly { readonly help: VerbHelp; readonly flags: readonly Flag[] }[] =
  ownVerbs.map(({ help, flags = [] }) => ({ help, flags }));

const verbsOf = (parts: HandlerParts): VerbHelp[] => [
  ...ownVerbs.filter(({ of }) => of !== 'alarms' || parts.alarms !== 'none').map(({ help }) => help),
  ...parts.operations,
];

/** The verbs that somebody may use somewhere; how many others there are. */
async function helpFor(parts: HandlerParts, { actor }: Pick<Command, 'actor'>): Promise<Reply> {
  const passes = isOfUse(parts, await standingNow(parts, actor));
  const all = verbsOf(parts);
  const verbs = all.filter(({ name }) => passes(name));
  return now(helpMessage(verbs, all.length - verbs.length));
}

/** Whether the words ask for nothing but help, which is answered even where it isn't known who asks. */
export function asksForHelp(text: string): boolean {
  const cut = tokenize(text);
  const [first] = cut.kind === 'tokens' ? cut.tokens : [];
  return cut.kind === 'tokens' && (!first || first.text.toLowerCase() === HELP.name);
}

/** Answers one command. A refusal says why and what to do. Everything that starts a run goes through `acceptRun`. */
export async function answerCommand(parts: HandlerParts, command: Command): Promise<Reply> {
  if (!mayAsk(parts.access, command.actor))
    return refused('foreign-team', notAllowed({ kind: 'no', why: 'foreign-team' }));
  const cut = tokenize(command.text);
  if (cut.kind === 'open-quote') return now(badCommand(`The quote ${cut.quote} is never closed.`));
  const [first, ...rest] = cut.tokens;
  if (!first || first.text.toLowerCase() === HELP.name) return helpFor(parts, command);
  const verb = first.text.toLowerCase();

  const wantsHelp = rest.some((token) => token.kind === 'flag' && token.text === 'help');
  const own = ownVerbs.find(({ help, also }) => help.name === verb || also === verb);
  if (own)
    return wantsHelp ? now(verbHelpMessage(own.help, own.flags ?? [])) : own.answer(parts, command, rest);
  const spec = parts.operations.find(({ name }) => name === verb);
  if (spec)
    return wantsHelp ? now(verbHelpMessage(spec, flagsOf(spec))) : startRun(parts, command, spec, rest);
  const names = verbsOf(parts).map(({ name }) => name);
  const withVerb = (meant: string): string => wordsOf([{ kind: 'word', text: meant }, ...rest]);
  return now(unknownVerb(verb, nearest(verb, names), withVerb));
}
