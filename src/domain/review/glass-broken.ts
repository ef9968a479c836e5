import { type Announcement, AnnouncementId } from '../announcement/announcement.ts';
import type { GlassReview } from './review.ts';

/** What is told at once when the glass is broken. */
export const glassBroken = (review: GlassReview): Announcement => ({
  id: AnnouncementId.parse(`glass-broken/${review.run}/${review.at}`),
  to: review.to,
  what: { kind: 'glass-broken', review },
});
