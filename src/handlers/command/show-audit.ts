import { AuditInput, type AuditQuery, auditQuery } from '../../domain/audit/audit-input.ts';
import type { AuditLine } from '../../domain/audit/chain.ts';
import { AuditEntry } from '../../domain/audit/entry.ts';
import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { mayReadAudit } from '../../domain/guard/may-read-audit.ts';
import type { ChatMessage } from '../../views/message.ts';
import { auditMessage } from '../../views/reply/audit.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { notAllowed } from '../../views/reply/not-allowed.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';

/** The verb's own help. */
export const AUDIT: VerbHelp = {
  name: 'audit',
  summary: 'who asked for what, what was refused, and what was done; for those who may start something',
  example: 'audit --since 2h',
};

/** The verb's flags, for its help. */
export const AUDIT_FLAGS = flagsOf({ input: AuditInput });

/** Entries that are looked at in one go, and at most. */
const PAGE = 500;
const MOST = 20_000;
/** Entries that are given: a file of more helps nobody, and all of them are to be had by `wheelhouse audit export`. */
const GIVEN = 2_000;

/** Stands where other verbs have a target. */
const NO_TARGET: Token = { kind: 'word', text: '.' };

/** Shows what the audit says, in the read-only mode, too. */
export async function showAudit(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const may = mayReadAudit(parts.access, await standingNow(parts, command.actor));
  if (may.kind === 'no') return refused(may.why, notAllowed(may));
  const args = parseArguments({ name: AUDIT.name, input: AuditInput }, [NO_TARGET, ...words]);
  if (args.kind === 'wrong') return now(badCommand(args.problem));
  if (args.kind !== 'arguments') return now(badCommand(`Say \`/ops ${AUDIT.example}\`.`));
  const query = auditQuery(AuditInput.parse(args.input));
  if (query.kind === 'wrong') return now(badCommand(query.problem));
  return { kind: 'soon', message: read(parts, query) };
}

async function read(
  { audit, clock }: HandlerParts,
  query: Extract<AuditQuery, { kind: 'query' }>,
): Promise<ChatMessage> {
  const at = clock.now();
  const from = at - query.length;
  const found: AuditLine[] = [];
  let before: number | undefined;
  let looked = 0;
  for (let more = true; more && found.length < GIVEN && looked < MOST; ) {
    const page = await audit.newest(PAGE, before);
    found.push(...page.filter((line) => line.at >= from && isMeant(line, query)));
    looked += page.length;
    before = page.at(-1)?.seq;
    more = page.length === PAGE && (page.at(-1)?.at ?? 0) >= from;
  }
  const whole = found.length < GIVEN && looked < MOST;
  return auditMessage({
    lines: found.slice(0, GIVEN),
    at,
    from,
    extent: whole ? 'all' : 'newest',
    ...(query.run === undefined ? {} : { run: query.run }),
    ...(query.user === undefined ? {} : { user: query.user }),
  });
}

function isMeant(line: AuditLine, { run, user }: Extract<AuditQuery, { kind: 'query' }>): boolean {
  if (run !== undefined && line.number !== run) return false;
  if (user === undefined) return true;
  const actor = AuditEntry.safeParse(line.entry).data?.actor;
  return actor?.kind === 'slack' && actor.user === user;
}
