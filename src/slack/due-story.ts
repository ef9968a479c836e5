import type { Clock, DurationMs, EpochMs } from '../domain/clock.ts';
import { logFault, type OnFailure } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Urgency } from './bucket.ts';
import type { Chat } from './chat.ts';
import type { StoryParts } from './post-once.ts';
import type { Ranked } from './priority.ts';
import type { Telling } from './telling.ts';

/** A story that is behind, of a run or of an incident. */
export interface DueStory extends Ranked {
  readonly channel: string;
  /** When its root was last posted or edited; absent: there is none yet. */
  readonly shownAt?: EpochMs;
  /** How many messages its thread lacks. */
  readonly untold: number;
  /** Tells it, and takes it off its list or puts it off there. Rejects only where the store is away. */
  tell(): Promise<void>;
  /** Puts it off, unless it has changed meanwhile. */
  postpone(delay: DurationMs): Promise<void>;
}

/** Where due stories of a kind come from: up to so many. */
export type DueStories = (limit: number) => Promise<readonly DueStory[]>;

/** What telling stories of any kind needs. */
export interface TellerParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly onFailure: OnFailure;
  /** The chat for calls of that urgency, and how long until one fits into the budget. */
  readonly chatFor: (urgency: Urgency) => { readonly chat: Chat; readonly wait: StoryParts['wait'] };
  readonly times: {
    readonly editEvery: DurationMs;
    readonly lateAfter: DurationMs;
    readonly retryFrom: DurationMs;
    readonly refusedEvery: DurationMs;
  };
}

/** A story's place on the list of what is due, at the revision that was told. */
interface Listed {
  settle(): Promise<void>;
  postpone(delay: DurationMs): Promise<void>;
}

/** Takes a story off its list when it is told, and puts it off otherwise. `what`: "a run". */
export async function conclude(
  went: Telling,
  listed: Listed,
  { log, times, what }: Pick<TellerParts, 'log' | 'times'> & { readonly what: string },
): Promise<void> {
  switch (went.kind) {
    case 'told':
      return listed.settle();
    case 'later':
      return listed.postpone(went.after);
    case 'failed': {
      const { fault } = went;
      if (fault.kind === 'standby') return;
      const said =
        fault.kind === 'refused'
          ? `nobody can be told of ${what}; it is tried again now and then`
          : 'Slack gave no clear answer; what was sent is looked for';
      logFault(log, chatFault('chat', fault), {}, said);
      return listed.postpone(fault.kind === 'refused' ? times.refusedEvery : times.retryFrom);
    }
  }
}
