import type { Verdict } from '../../domain/approval/decision.ts';
import { DecisionInput } from '../../domain/approval/decision-input.ts';
import { type Pending, pendingOf } from '../../domain/approval/pending.ts';
import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { decisionMessage, decisionOffer, notWaiting, whichDecision } from '../../views/reply/decision.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand, unknownRun } from '../../views/reply/refusal.ts';
import { originOf } from '../command/origin-of.ts';
import { whichRun } from '../command/which-run.ts';
import { type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';
import { mayDecideNow } from './may-decide-now.ts';

/** The verbs' own help. */
export const APPROVE: VerbHelp = {
  name: 'approve',
  summary: 'look at what a run is about to do, and approve it',
  example: 'approve 1042',
};
export const REJECT: VerbHelp = {
  name: 'reject',
  summary: 'end a run that waits for an approval',
  example: 'reject 1042 --reason "not before the release"',
};
export const BREAK_GLASS: VerbHelp = {
  name: 'break-glass',
  summary: 'go on without an approval; everybody is told, and somebody else must review it',
  example: 'break-glass 1042 --reason "checkout is down"',
};

/** Their flags. */
export const DECISION_FLAGS = flagsOf({ input: DecisionInput });

/** Runs that are looked at to find the only one that waits. */
const LIVE = 200;

/** Shows what a run is about to do, in a form with which it is approved. */
export const approve = (parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> =>
  withForm(parts, command, words, APPROVE, 'approve');

/** The same, to go on without an approval. */
export const breakGlass = (parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> =>
  withForm(parts, command, words, BREAK_GLASS, 'break-glass');

/** Ends a run that waits for an approval, at once: what isn't done can be asked for again. */
export async function reject(parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> {
  const meant = await pendingIn(parts, command, words, REJECT, 'reject');
  if ('reply' in meant) return meant.reply;
  const { pending, reason } = meant;
  const { number } = pending.run;
  const { subject } = pending;
  const decision = { subject, verdict: 'reject', ...(reason === undefined ? {} : { reason }) } as const;
  const taken = await parts.signals.decide(number, decision, command.actor, originOf(command));
  parts.log.info({ number, verdict: 'reject', actor: command.actor, taken: taken.kind }, 'decided');
  const message = decisionMessage(number, 'reject', taken);
  return taken.kind === 'taken' ? now(message) : refused(taken.kind, message);
}

async function withForm(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
  help: VerbHelp,
  verdict: Verdict,
): Promise<Reply> {
  const meant = await pendingIn(parts, command, words, help, verdict);
  if ('reply' in meant) return meant.reply;
  const { pending, reason } = meant;
  return {
    kind: 'form',
    form: { pending, verdict, reason },
    instead: decisionOffer(pending.run, verdict),
  };
}

type Meant = { readonly pending: Pending; readonly reason: string | undefined } | { readonly reply: Reply };

/** The run that is meant, if the person may decide on it: the one that is said, that of the thread, or the only one. */
async function pendingIn(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
  help: VerbHelp,
  verdict: Verdict,
): Promise<Meant> {
  const isNamed = words[0]?.kind === 'word';
  const read = parseArguments(
    { name: help.name, input: DecisionInput },
    isNamed ? words : [{ kind: 'word', text: 'here' }, ...words],
  );
  if (read.kind !== 'arguments') {
    const problem = read.kind === 'wrong' ? read.problem : `Say which run: \`/ops ${help.example}\`.`;
    return { reply: refused('bad-value', badCommand(problem)) };
  }
  const number = await whichRun(parts, command, isNamed ? words.slice(0, 1) : []);
  if (number === undefined && isNamed)
    return { reply: refused('bad-value', badCommand(`Say which run: \`/ops ${help.example}\`.`)) };
  const run = number === undefined ? undefined : await parts.runs.byNumber(number);
  if (number !== undefined && !run) return { reply: refused('unknown-run', unknownRun(number)) };
  const pending = run ? pendingOf(run, parts.sha256) : await onlyOne(parts);
  if (Array.isArray(pending)) return { reply: refused('which-run', whichDecision(verdict, pending)) };
  if (!pending)
    return { reply: refused('not-asked', run ? notWaiting(run.number) : whichDecision(verdict, [])) };
  const denied = await mayDecideNow(parts, command.actor, pending, verdict);
  if (denied) return { reply: refused(denied.why, denied.message) };
  const { reason } = DecisionInput.parse(read.input);
  // What is signed is what is kept, and nothing secret is.
  return { pending, reason: reason === undefined ? undefined : parts.redactor.text(reason) };
}

/** The only run that waits for an approval, or all that do; undefined: none. */
async function onlyOne(parts: HandlerParts) {
  const live = await parts.runs.live(LIVE);
  const waiting = live.flatMap((run) => pendingOf(run, parts.sha256) ?? []);
  const [first, ...others] = waiting;
  return others.length === 0 ? first : waiting.map(({ run }) => run);
}
