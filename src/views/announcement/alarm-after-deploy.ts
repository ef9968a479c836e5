import { incidentName } from '../../domain/alarm/incident.ts';
import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { inert, shortName } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';
import { clockTime, duration } from '../mrkdwn.ts';

const NAME = 150;
const ICON = { critical: ':rotating_light:', warning: ':warning:' } as const;

/** In a run's thread: that an alarm began to ring soon after it had deployed. After isn't because, which it doesn't say. */
export function alarmAfterDeployMessage(what: AnnouncedOf<'alarm-after-deploy'>): Message {
  const { incident, name, severity, since, deployedAt, channel } = what;
  const after = duration(Math.max(0, since - deployedAt));
  return plainMessage(
    `${ICON[severity]} *${incidentName(incident)} ${shortName(name, NAME)}* began to ring at ${clockTime(since)}, ${after} after this deployment began. It is told in <#${inert(channel)}>.`,
  );
}
