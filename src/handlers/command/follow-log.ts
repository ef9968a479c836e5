import { setTimeout as pause } from 'node:timers/promises';
import type { DurationMs, EpochMs } from '../../domain/clock.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { filterPattern } from '../../domain/logs/filter-pattern.ts';
import { type HeardLines, heardLines } from '../../domain/logs/heard-lines.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { ChatMessage, Message } from '../../views/message.ts';
import { followedLines, followingMessage, notFollowed } from '../../views/reply/following.ts';
import { logsMessage, logsUnread } from '../../views/reply/logs.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';
import type { Tail } from '../tails.ts';

/** Lines that are kept: a file of more helps nobody. */
const MOST = 5000;
/** A response URL takes 5 messages: the first, the last, and one after each of these parts but the last. */
const PARTS = 4;

/** What is followed. */
export interface Followed {
  readonly service: ResolvedService;
  readonly filter: string | undefined;
  readonly ms: DurationMs;
}

/** Follows a service's log for a while. What came meanwhile is told now and then, all of it at the end. */
export function followLog(parts: HandlerParts, command: Command, followed: Followed): Reply {
  const { service } = followed;
  const { tell } = command;
  if (!tell) return now(notFollowed(service, 'nowhere-to-tell'));
  const tail = parts.reads.tails.begin();
  if (tail === 'full' || tail === 'closing') return now(notFollowed(service, tail));
  return { kind: 'soon', message: follow(parts, followed, tail, tell), told: () => tail.release() };
}

async function follow(
  { reads, clock, redactor }: HandlerParts,
  { service, filter, ms }: Followed,
  { closing }: Tail,
  tell: (message: Message) => Promise<void>,
): Promise<ChatMessage> {
  const lines = heardLines(MOST, (text) => redactor.text(text));
  const enough = new AbortController();
  const stop = AbortSignal.any([enough.signal, closing]);
  let begun: EpochMs | undefined;
  // One after the other, so that the last word is the last.
  let telling = Promise.resolve();
  const say = (message: Message): void => {
    telling = telling.then(() => tell(message));
  };
  const over = await reads.tail.follow(service, {
    ...(filter === undefined ? {} : { pattern: filterPattern(filter) }),
    stop,
    hear(heard) {
      if (heard.kind === 'begun' && begun === undefined) {
        begun = clock.now();
        say(followingMessage(service, { ms, filter, at: begun }));
        void inParts(ms, stop, () => sayFresh(service, lines, say)).then(() => enough.abort());
      }
      lines.hear(heard);
    },
  });
  enough.abort();
  await telling;
  const at = clock.now();
  if (begun === undefined && !over.ok) return logsUnread(service, ruleFor(over.fault).sentence);
  return logsMessage({
    target: service,
    from: begun ?? at,
    to: at,
    at,
    ...(filter === undefined ? {} : { filter }),
    found: { lines: lines.all(), dropped: lines.dropped, searchedTo: 'all' },
    followed: {
      ms: at - (begun ?? at),
      forgotten: lines.forgotten,
      extent: lines.extent,
      ...(over.ok
        ? early(over.value, closing)
        : { cutShort: `The connection broke. ${ruleFor(over.fault).sentence}` }),
    },
  });
}

function early(end: 'stopped' | 'over', closing: AbortSignal): { readonly cutShort?: string } {
  if (end === 'over') return { cutShort: 'CloudWatch ended it.' };
  return closing.aborted ? { cutShort: 'I am being restarted, so it ends here.' } : {};
}

/** Calls between the parts of a time, and is over with the last of them, or when it is stopped. */
async function inParts(ms: DurationMs, stop: AbortSignal, between: () => void): Promise<void> {
  for (let part = 1; part <= PARTS; part += 1) {
    try {
      await pause(ms / PARTS, undefined, { signal: stop });
    } catch {
      return;
    }
    if (part < PARTS) between();
  }
}

function sayFresh(service: ResolvedService, lines: HeardLines, say: (message: Message) => void): void {
  const fresh = lines.fresh();
  if (fresh.length > 0) say(followedLines(service, fresh));
}
