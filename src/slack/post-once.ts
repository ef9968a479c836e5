import type { Clock, DurationMs } from '../domain/clock.ts';
import { logFault } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import type { Log } from '../domain/ports/log.ts';
import type { StoryTold } from '../domain/ports/notices.ts';
import type { ChatMessage } from '../views/message.ts';
import type { Chat, Place } from './chat.ts';
import type { Shown } from './offered.ts';

/** What telling a story needs. */
export interface StoryParts {
  readonly chat: Chat;
  readonly clock: Clock;
  readonly log: Log;
  /** How long until such a call fits into the budget; 0: now. */
  readonly wait: (method: 'chat.postMessage' | 'chat.update', channel: string) => DurationMs;
  /** Stores how far it is told. False: somebody else has written since. */
  readonly store: (told: StoryTold) => Promise<boolean>;
  /** Has the root shown anew: what was just sent may have come after what somebody else sent. */
  readonly doubt: () => Promise<void>;
}

/** How far a story is told, as stored. */
export interface StoryKeeper {
  readonly told: () => StoryTold;
  /** Stores the next standing. A fault: nothing was stored, and nothing more may be told. */
  readonly keep: (next: StoryTold) => Promise<ChatFault | undefined>;
}

/** A post, and what is told once it is there. */
export interface Post {
  readonly place: Place;
  readonly message: ChatMessage;
  readonly mark: string;
  /**
   * What belongs beside the message, once that is there and before it counts as told. Called again where the process
   * ended in between, or where it had a fault. A fault leaves the post to be found again.
   */
  readonly beside?: (ts: string) => Promise<ChatFault | undefined>;
  /** `found`: it was posted earlier, and may show an earlier state; else what it shows. */
  readonly done: (ts: string, how: Shown | 'found') => StoryTold;
}

/** What the story is without the post in doubt. */
export const settled = ({ pending: _pending, ...rest }: StoryTold): StoryTold => rest;

/**
 * Posts once: stored as begun before it is sent, looked for by its mark when an earlier try is in doubt. Where the
 * channel's history can't be read it is posted again and the log says that it may appear twice: an end that is told
 * twice is better than one that is never told.
 */
export async function postOnce(
  parts: StoryParts,
  keeper: StoryKeeper,
  post: Post,
): Promise<ChatFault | undefined> {
  const { place, message, mark, beside, done } = post;
  const arrived = async (ts: string, how: Shown | 'found'): Promise<ChatFault | undefined> =>
    (await beside?.(ts)) ?? keeper.keep(done(ts, how));
  const { channel } = place;
  const { pending } = keeper.told();
  const doubt = pending?.mark === mark && pending.channel === channel ? pending : undefined;
  if (doubt) {
    const found = await parts.chat.find(place, mark, doubt.since);
    if (found.ok && found.value !== undefined) return arrived(found.value, 'found');
    if (!found.ok) {
      if (found.fault.kind !== 'refused') return found.fault;
      const what = 'a message may appear twice: the channel could not be searched for the first';
      logFault(parts.log, chatFault('chat', found.fault), { mark, channel }, what);
    }
  }
  const after = parts.wait('chat.postMessage', channel);
  if (after > 0) return { kind: 'limited', after };
  const since = doubt?.since ?? parts.clock.now();
  const lost = await keeper.keep({ ...keeper.told(), pending: { channel, mark, since } });
  if (lost) return lost;
  const posted = await parts.chat.post(place, message, mark);
  if (posted.ok) return arrived(posted.value.ts, posted.value.shown);
  // This try certainly posted nothing; what an earlier one left in doubt stays in doubt.
  if (posted.fault.kind === 'unknown' || doubt) return posted.fault;
  return (await keeper.keep(settled(keeper.told()))) ?? posted.fault;
}
