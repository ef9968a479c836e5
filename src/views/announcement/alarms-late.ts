import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { code, shortVisible } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';
import { dayTime, duration } from '../mrkdwn.ts';

const NAME = 120;

/** The watch on the watch: news of alarms may be missing, and where to look. */
export const alarmsLateMessage = ({ what }: AnnouncedOf<'alarms-late'>): Message =>
  plainMessage(words(what).join('\n'));

function words(what: AnnouncedOf<'alarms-late'>['what']): string[] {
  switch (what.kind) {
    case 'synthetic':
      return [
        ":rotating_light: *Alarms may not reach me*: the one that I set off to see didn't come.",
        `${code(shortVisible(what.alarm, NAME))} was set off ${dayTime(what.sentAt)}, and its news wasn't here within ${duration(what.within)}.`,
        'Look at its SNS topic and its subscription. Until then look at CloudWatch itself: what it says is read each minute all the same.',
      ];
    case 'dead-letters':
      return [
        `:rotating_light: *${what.count} ${what.count === 1 ? 'message' : 'messages'} about alarms could not be taken in*`,
        `They lie in the dead-letter queue ${code(shortVisible(what.queue, NAME))}.`,
        'Look at what they say, find out why in my log, then move them back.',
      ];
  }
}
