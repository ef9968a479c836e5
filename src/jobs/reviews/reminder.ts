import { AnnouncementId } from '../../domain/announcement/announcement.ts';
import type { Clock, DurationMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { Announcer } from '../../domain/ports/announcements.ts';
import type { Reviews } from '../../domain/ports/reviews.ts';

/** What reminding needs. */
export interface ReminderParts {
  readonly reviews: Pick<Reviews, 'open'>;
  readonly announcer: Announcer;
  readonly clock: Clock;
  /** How often somebody is reminded of an open review. */
  readonly every: DurationMs;
  readonly onFailure: OnFailure;
}

/** It is looked so often in between: an announcement of the same name is made once, by however many processes. */
const LOOKS = 10;

/** Has those who must close reviews reminded, as long as they are open, until it is stopped. */
export function startReviewReminder(parts: ReminderParts): { stop(): Promise<void> } {
  const { reviews, announcer, clock, every, onFailure } = parts;
  const look = async (): Promise<void> => {
    const at = clock.now();
    for (const review of await reviews.open()) {
      const times = Math.floor((at - review.at) / every);
      if (times < 1) continue;
      await announcer.announce({
        id: AnnouncementId.parse(`review-reminder/${review.run}/${times}`),
        to: review.to.filter(({ kind }) => kind === 'channel'),
        what: { kind: 'review-reminder', review, since: review.at },
      });
    }
  };
  let current: Promise<unknown> = Promise.resolve();
  const timer = setInterval(
    () => {
      current = current
        .then(look)
        .catch((error: unknown) => onFailure('open reviews could not be reminded of', error));
    },
    Math.max(50, every / LOOKS),
  );
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
