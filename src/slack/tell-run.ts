import type { Clock, DurationMs, EpochMs } from '../domain/clock.ts';
import { logFault } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Notice, Notices, StoryTold, Told } from '../domain/ports/notices.ts';
import type { Run } from '../domain/run/run.ts';
import type { RootNotes } from '../views/run/root-notes.ts';
import { runRoot } from '../views/run/run-root.ts';
import { runThread, type Timing } from '../views/run/run-thread.ts';
import type { Chat } from './chat.ts';
import { mirrorOf, placesOf } from './places.ts';
import type { StoryParts } from './post-once.ts';
import { graver, type Story, tellStory } from './tell-story.ts';
import { type Telling, telling } from './telling.ts';

/** What telling a run's story needs. */
export interface TellParts {
  readonly notices: Pick<Notices, 'told' | 'doubt'>;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly log: Log;
  readonly wait: StoryParts['wait'];
  /** At least this long between two edits of one message, except for its last. */
  readonly editEvery: DurationMs;
  /** What is told this long after it happened says so. */
  readonly lateAfter: DurationMs;
}

/** Brings what Slack shows of a run up to its present state: its story, and the mirror of its root. */
export async function tellRun(parts: TellParts, notice: Notice): Promise<Telling> {
  const { run } = notice;
  let known: Told = notice.told;
  const storing = (which: 'main' | 'mirror'): Pick<StoryParts, 'store' | 'doubt'> => ({
    store: async (story) => {
      const stored = await parts.notices.told(run.request.id, { ...known, [which]: story });
      if (stored) known = { ...known, version: known.version + 1, [which]: story };
      return stored;
    },
    doubt: () => parts.notices.doubt(run.request.id, which),
  });

  const main = await tellStory({ ...parts, ...storing('main') }, mainStory(parts, notice, known), known.main);
  const channel = mirrorOf(run, main.told.root?.channel ?? run.request.origin.channel);
  if (channel === undefined || !main.told.root || isGivenUp(known.mirror)) return telling(main.fault);
  const mirror = await tellStory(
    { ...parts, ...storing('mirror') },
    mirrorStory(parts, run, channel, main.told.root.channel),
    known.mirror,
  );
  if (isGivenUp(mirror.told)) {
    if (mirror.fault?.kind === 'refused')
      logFault(parts.log, chatFault('chat', mirror.fault), { channel }, 'a run is not mirrored');
    // Its own root says so, too.
    return main.fault ? telling(main.fault) : { kind: 'later', after: 0 };
  }
  return telling(graver(main.fault, mirror.fault));
}

/** A mirror has one place only: once that has refused, the run does without. */
const isGivenUp = (mirror: StoryTold): boolean => !mirror.root && mirror.refused !== undefined;

function mainStory(parts: TellParts, { run, events }: Notice, { mirror }: Told): Story {
  const { origin, target } = run.request;
  const changes = target.changesChannel;
  const timing = (at: EpochMs): Timing => (parts.clock.now() - at > parts.lateAfter ? 'late' : 'timely');
  return {
    name: run.request.id,
    status: run.state.status,
    places: placesOf(run),
    root: (told) =>
      runRoot(run, {
        ...lateNote(parts, run, told),
        ...(told.place > 0 && told.refused !== undefined
          ? { insteadOf: { channel: origin.channel, error: told.refused } }
          : {}),
        ...(isGivenUp(mirror) && changes !== undefined && mirror.refused !== undefined
          ? { unmirrored: { channel: changes, error: mirror.refused } }
          : {}),
      }),
    replies: events.map((event, index) => () => runThread(run, { event, index, timing: timing(event.at) })),
    editEvery: editEvery(parts, run),
  };
}

function mirrorStory(parts: TellParts, run: Run, channel: string, toldIn: string): Story {
  return {
    name: `${run.request.id}/mirror`,
    status: run.state.status,
    places: [{ kind: 'channel', channel }],
    root: (told) => runRoot(run, { ...lateNote(parts, run, told), mirrorOf: { channel: toldIn } }),
    replies: [],
    editEvery: editEvery(parts, run),
  };
}

/** An end and a question are shown at once. */
const editEvery = (parts: TellParts, { state }: Run): DurationMs =>
  state.status === 'ended' || state.status === 'parked' ? 0 : parts.editEvery;

/** A root that is there was posted at the time in its id, on Slack's clock. */
function lateNote({ clock, lateAfter }: TellParts, run: Run, told: StoryTold): Pick<RootNotes, 'late'> {
  const postedAt = told.root ? Number(told.root.ts) * 1000 : clock.now();
  return postedAt - run.acceptedAt > lateAfter ? { late: true } : {};
}
