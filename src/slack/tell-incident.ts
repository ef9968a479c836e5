import type { Incident } from '../domain/alarm/incident.ts';
import { type Clock, type DurationMs, type EpochMs, minutes } from '../domain/clock.ts';
import type { IncidentNotice, IncidentNotices } from '../domain/ports/incidents.ts';
import type { Log } from '../domain/ports/log.ts';
import type { StoryTold } from '../domain/ports/notices.ts';
import type { IncidentNotes } from '../views/alarm/incident-notes.ts';
import { incidentRoot } from '../views/alarm/incident-root.ts';
import { incidentThread } from '../views/alarm/incident-thread.ts';
import type { Timing } from '../views/run/run-thread.ts';
import type { Chat } from './chat.ts';
import type { StoryPlace } from './places.ts';
import type { StoryParts } from './post-once.ts';
import { type Story, tellStory } from './tell-story.ts';
import { type Telling, telling } from './telling.ts';

/** What telling an incident's story needs. */
export interface TellIncidentParts {
  readonly notices: Pick<IncidentNotices, 'told' | 'doubt'>;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly log: Log;
  readonly wait: StoryParts['wait'];
  /** At least this long between two edits of one message; longer for what flaps. */
  readonly editEvery: DurationMs;
  /** What is told this long after it happened says so. */
  readonly lateAfter: DurationMs;
  /** Where an incident is told whose own channel can't be posted in. */
  readonly fallback?: string | undefined;
}

/** A picture that Slack still works on is offered again for so long (it takes seconds). */
const PICTURE_FOR: DurationMs = minutes(1);
/** What began to ring so often flaps; its edits are so many times as far apart as those of others, at most. */
const FLAPS = 3;
const SLOWEST = 12;

/** Brings what Slack shows of an incident up to its present state. What nobody shall be told of counts as told. */
export async function tellIncident(parts: TellIncidentParts, notice: IncidentNotice): Promise<Telling> {
  const { incident, told } = notice;
  if (incident.quiet) return { kind: 'told' };
  let { version } = notice;
  const store = async (next: StoryTold): Promise<boolean> => {
    const stored = await parts.notices.told(incident.id, version, next);
    if (stored) version += 1;
    return stored;
  };
  const doubt = (): Promise<void> => parts.notices.doubt(incident.id);
  const end = await tellStory({ ...parts, store, doubt }, storyOf(parts, incident), told);
  return telling(end.fault);
}

function storyOf(parts: TellIncidentParts, incident: Incident): Story {
  const timing = (at: EpochMs): Timing => (parts.clock.now() - at > parts.lateAfter ? 'late' : 'timely');
  return {
    name: incident.id,
    status: incident.state,
    places: placesOf(incident, parts.fallback),
    root: (told) =>
      incidentRoot(incident, {
        ...lateNote(parts, incident, told),
        ...(told.place > 0 && told.refused !== undefined
          ? { insteadOf: { channel: incident.channel, error: told.refused } }
          : {}),
      }),
    replies: incident.events.map(
      (event) => () => incidentThread(incident, { event, timing: timing(event.at) }),
    ),
    editEvery: editEvery(parts, incident),
    ...(incident.picture ? { insistsUntil: incident.picture.at + PICTURE_FOR } : {}),
  };
}

const placesOf = ({ channel }: Incident, fallback?: string): readonly [StoryPlace, ...StoryPlace[]] => [
  { kind: 'channel', channel },
  ...(fallback === undefined || fallback === channel
    ? []
    : [{ kind: 'channel', channel: fallback } as const]),
];

/** An end is shown at once, unless its alarms come and go: then its count is what matters, and others want to be told, too. */
function editEvery(parts: TellIncidentParts, { alarms, state }: Incident): DurationMs {
  const times = Math.max(...alarms.map((alarm) => alarm.times));
  if (times >= FLAPS) return parts.editEvery * Math.min(times, SLOWEST);
  return state === 'closed' ? 0 : parts.editEvery;
}

/** A root that is there was posted at the time in its id, on Slack's clock. */
function lateNote(
  { clock, lateAfter }: TellIncidentParts,
  { openedAt }: Incident,
  told: StoryTold,
): Pick<IncidentNotes, 'late'> {
  const postedAt = told.root ? Number(told.root.ts) * 1000 : clock.now();
  return postedAt - openedAt > lateAfter ? { late: true } : {};
}
