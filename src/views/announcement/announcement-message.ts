import type { Announced } from '../../domain/announcement/announcement.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { type ChatMessage, context, withBlocks } from '../message.ts';
import { dayTime } from '../mrkdwn.ts';
import type { Timing } from '../run/run-thread.ts';
import { alarmAfterDeployMessage } from './alarm-after-deploy.ts';
import { alarmEscalatedMessage } from './alarm-escalated.ts';
import { alarmsLateMessage } from './alarms-late.ts';
import { auditRepairedMessage } from './audit-repaired.ts';
import { foreignNoticeMessage } from './foreign-notice.ts';
import { glassBrokenMessage, reviewReminderMessage } from './glass-broken.ts';
import { openReviewsMessage } from './open-reviews.ts';
import { policyChangedMessage } from './policy-changed.ts';
import { silenceEndedMessage } from './silence-ended.ts';

/** When it happened, and whether people read of it in time. */
export interface AnnouncedAt {
  readonly at: EpochMs;
  readonly timing: Timing;
}

/** The one message that an announcement is. */
export function announcementMessage(what: Announced, { at, timing }: AnnouncedAt): ChatMessage {
  const late = timing === 'late' ? [context(`:hourglass: happened ${dayTime(at)}, told late`)] : [];
  return withBlocks(messageOf(what), late);
}

function messageOf(what: Announced): ChatMessage {
  switch (what.kind) {
    case 'policy-changed':
      return policyChangedMessage(what);
    case 'audit-repaired':
      return auditRepairedMessage(what);
    case 'glass-broken':
      return glassBrokenMessage(what);
    case 'review-reminder':
      return reviewReminderMessage(what);
    case 'open-reviews':
      return openReviewsMessage(what);
    case 'silence-ended':
      return silenceEndedMessage(what);
    case 'foreign-notice':
      return foreignNoticeMessage(what);
    case 'alarms-late':
      return alarmsLateMessage(what);
    case 'alarm-after-deploy':
      return alarmAfterDeployMessage(what);
    case 'alarm-escalated':
      return alarmEscalatedMessage(what);
  }
}
