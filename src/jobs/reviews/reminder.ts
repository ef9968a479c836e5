import { type Announcement, AnnouncementId } from '../../domain/announcement/announcement.ts';
import type { Clock, DurationMs, EpochMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { Announcer } from '../../domain/ports/announcements.ts';
import type { Reviews } from '../../domain/ports/reviews.ts';
import type { DailyReview, GlassReview, Review } from '../../domain/review/review.ts';

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
    for (const one of remindersOf(await reviews.open(), clock.now(), every)) await announcer.announce(one);
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

/** A message that everybody sees is read on a phone. */
const LISTED = 3;

/**
 * Of what people are to be reminded by now: one by one of broken glass, as often as it is due; and once a period, in each
 * channel, of all that was done alone before this period began. Periods of a day begin at midnight UTC.
 */
export function remindersOf(
  open: readonly Review[],
  now: EpochMs,
  every: DurationMs,
): readonly Announcement[] {
  const period = Math.floor(now / every);
  const alone = open.filter((one) => one.kind !== 'glass').filter(({ at }) => at < period * every);
  const byChannel = Map.groupBy(alone, ({ channel }) => channel);
  return [
    ...open.flatMap((one) => (one.kind === 'glass' ? ofGlass(one, Math.floor((now - one.at) / every)) : [])),
    ...[...byChannel].map(([channel, all]) => ofAlone(channel, all, period)),
  ];
}

const ofGlass = (review: GlassReview, times: number): Announcement[] =>
  times < 1
    ? []
    : [
        {
          id: AnnouncementId.parse(`review-reminder/${review.run}/${times}`),
          to: review.to.filter(({ kind }) => kind === 'channel'),
          what: { kind: 'review-reminder', review, since: review.at },
        },
      ];

const ofAlone = (channel: string, all: readonly DailyReview[], period: number): Announcement => ({
  id: AnnouncementId.parse(`review-reminder/${channel}/${period}`),
  to: [{ kind: 'channel', channel }],
  what: { kind: 'open-reviews', some: all.slice(0, LISTED), count: all.length },
});
