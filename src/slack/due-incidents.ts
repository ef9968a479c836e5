import { incidentName } from '../domain/alarm/incident.ts';
import type { DueIncident, IncidentNotices } from '../domain/ports/incidents.ts';
import { childLog } from '../domain/ports/log.ts';
import { conclude, type DueStories, type DueStory, type TellerParts } from './due-story.ts';
import { incidentConcern, urgencyOf } from './priority.ts';
import { tellIncident } from './tell-incident.ts';

/** Incidents to tell of, and where those are told whose own channel can't be posted in. */
export interface IncidentStories {
  readonly notices: IncidentNotices;
  readonly fallback?: string | undefined;
}

/** The incidents whose stories are behind. One that can't be read is put off: it mustn't hold up the others. */
export const dueIncidents =
  (stories: IncidentStories, parts: TellerParts): DueStories =>
  async (limit) =>
    (await stories.notices.due(limit)).map((due): DueStory => {
      const { id, revision, channel, shownAt, openedAt, untold } = due;
      const { notices } = stories;
      return {
        ...{ kind: 'incident', id, channel, untold, concern: incidentConcern(due) },
        // What was shown lately waits behind what wasn't, however often it changes.
        since: shownAt ?? openedAt,
        ...(shownAt === undefined ? {} : { shownAt }),
        postpone: (delay) => notices.postpone(id, revision, delay),
        tell: () =>
          tell(stories, parts, due).catch(async (error: unknown) => {
            parts.onFailure('telling of an alarm broke; it is tried again', error, { incident: id });
            await notices.postpone(id, revision, parts.times.refusedEvery);
          }),
      };
    });

async function tell(
  { notices, fallback }: IncidentStories,
  parts: TellerParts,
  due: DueIncident,
): Promise<void> {
  const { clock, times, chatFor } = parts;
  const notice = await notices.read(due.id);
  if (!notice) return notices.settle(due.id, 0);
  const { number, revision } = notice.incident;
  const log = childLog(parts.log, { incident: due.id, alarm: incidentName(number) });
  const { editEvery, lateAfter } = times;
  const chat = chatFor(urgencyOf(incidentConcern(due)));
  const went = await tellIncident({ notices, clock, log, ...chat, editEvery, lateAfter, fallback }, notice);
  await conclude(
    went,
    {
      settle: () => notices.settle(due.id, revision),
      postpone: (delay) => notices.postpone(due.id, revision, delay),
    },
    { log, times, what: 'an alarm' },
  );
}
