import { ruleFor } from '../../domain/fault/fault-table.ts';
import { flagsOf } from '../../domain/grammar/flags.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { filterPattern } from '../../domain/logs/filter-pattern.ts';
import { followLength } from '../../domain/logs/follow-length.ts';
import { LogInput } from '../../domain/logs/log-input.ts';
import { logSpan } from '../../domain/logs/log-span.ts';
import { isHealthCheck } from '../../domain/logs/noise.ts';
import type { LogQuery } from '../../domain/ports/logs.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { ChatMessage } from '../../views/message.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { logsMessage, logsUnread } from '../../views/reply/logs.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';
import { findService } from './find-service.ts';
import { followLog } from './follow-log.ts';

/** The verb's own help. */
export const LOGS: VerbHelp = {
  name: 'logs',
  summary: "a service's log: the last errors here, the rest as a file in your direct messages",
  example: 'logs registry --since 15m --filter "ERROR|FATAL"',
};

/** The verb's flags, for its help. */
export const LOGS_FLAGS = flagsOf({ input: LogInput });

/** Lines that are read: a file of more helps nobody. */
const MOST = 2000;

/** Shows a service's log. Reads only; anybody of the workspace may ask. */
export async function showLogs(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const args = parseArguments(
    { name: LOGS.name, input: LogInput },
    command.thread === undefined ? words : named(words),
  );
  if (args.kind === 'wrong') return now(badCommand(args.problem));
  if (args.kind !== 'arguments')
    return now(badCommand(`Name one service, for example \`/ops ${LOGS.example}\`.`));
  const target: Token[] = args.target === THIS ? [] : [{ kind: 'word', text: args.target }];
  const found = await findService(parts, command, LOGS, target, flagWords(words));
  if (found.kind === 'answer') return found.reply;
  const { since, from, to, filter, follow, for: length } = LogInput.parse(args.input);
  if (follow) {
    if (since !== undefined || from !== undefined || to !== undefined)
      return now(badCommand('Say either `--follow`, or which time that is over to show.'));
    const long = followLength(length, parts.reads.tails.usual);
    if (long.kind === 'wrong') return now(badCommand(long.problem));
    return followLog(parts, command, { service: found.service, filter, ms: long.ms });
  }
  if (length !== undefined) return now(badCommand('`--for` says how long to `--follow`.'));
  const span = logSpan({ since, from, to }, parts.clock.now(), command.zone);
  if (span.kind === 'wrong') return now(badCommand(span.problem));
  const query: LogQuery = {
    from: span.from,
    to: span.to,
    most: MOST,
    wanted: ({ text }) => !isHealthCheck(text),
    ...(filter === undefined ? {} : { pattern: filterPattern(filter) }),
  };
  const { service } = found;
  return {
    kind: 'soon',
    message: readLog(parts, service, query, filter),
    share: args.withTarget(targetName(service)),
  };
}

/** Stands for the service of the run in whose thread it is said. */
const THIS = '.';

/** Words that name a target: those said, or that of the thread. */
const named = (words: readonly Token[]): readonly Token[] =>
  parseArguments({ name: LOGS.name, input: LogInput }, words).kind === 'incomplete'
    ? [{ kind: 'word', text: THIS }, ...words]
    : words;

/** All but the target: what a suggestion says again. */
function flagWords(words: readonly Token[]): readonly Token[] {
  const at = words.findIndex(({ kind }, i) => kind === 'word' && words[i - 1]?.kind !== 'flag');
  return words.filter((_, i) => i !== at);
}

async function readLog(
  { reads, clock }: HandlerParts,
  target: ResolvedService,
  query: LogQuery,
  filter: string | undefined,
): Promise<ChatMessage> {
  const found = await reads.logs.newest(target, query);
  const { from, to } = query;
  const asked = { target, from, to, ...(filter === undefined ? {} : { filter }) };
  return found.ok
    ? logsMessage({ ...asked, found: found.value, at: clock.now() })
    : logsUnread(target, ruleFor(found.fault).sentence);
}
