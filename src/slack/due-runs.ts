import { childLog, runFields } from '../domain/ports/log.ts';
import type { DueNotice, Notices } from '../domain/ports/notices.ts';
import { conclude, type DueStories, type DueStory, type TellerParts } from './due-story.ts';
import { concernOf, urgencyOf, waitingSince } from './priority.ts';
import { tellRun } from './tell-run.ts';

/** The runs whose stories are behind. One that can't be read is put off: it mustn't hold up the others. */
export const dueRuns =
  (notices: Notices, parts: TellerParts): DueStories =>
  async (limit) =>
    (await notices.due(limit)).map((due): DueStory => {
      const { id, revision, channel, shownAt, untold } = due;
      return {
        ...{ kind: 'run', id, channel, untold, concern: concernOf(due), since: waitingSince(due) },
        ...(shownAt === undefined ? {} : { shownAt }),
        postpone: (delay) => notices.postpone(id, revision, delay),
        tell: () =>
          tell(notices, parts, due).catch(async (error: unknown) => {
            const ofRun = { run: id, ...(due.number === undefined ? {} : { number: due.number }) };
            parts.onFailure('telling of a run broke; it is tried again', error, ofRun);
            await notices.postpone(id, revision, parts.times.refusedEvery);
          }),
      };
    });

async function tell(notices: Notices, parts: TellerParts, due: DueNotice): Promise<void> {
  const { clock, times, chatFor } = parts;
  const notice = await notices.read(due.id);
  if (!notice) return notices.settle(due.id, 0);
  const log = childLog(parts.log, runFields(notice.run));
  const { editEvery, lateAfter } = times;
  const urgency = urgencyOf(concernOf(due));
  const went = await tellRun({ notices, clock, log, ...chatFor(urgency), editEvery, lateAfter }, notice);
  const { revision } = notice.run;
  await conclude(
    went,
    {
      settle: () => notices.settle(due.id, revision),
      postpone: (delay) => notices.postpone(due.id, revision, delay),
    },
    { log, times, what: 'a run' },
  );
}
