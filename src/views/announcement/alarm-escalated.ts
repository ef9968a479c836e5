import { incidentName } from '../../domain/alarm/incident.ts';
import type { AnnouncedOf } from '../../domain/announcement/announcement.ts';
import { buttonRow } from '../button.ts';
import { inert, shortName } from '../inert.ts';
import { type Message, plainMessage, withBlocks } from '../message.ts';
import { dayTimeAgo } from '../mrkdwn.ts';

const NAME = 150;

/** Nobody has acknowledged an incident: what rings, since when, and how to take it. */
export function alarmEscalatedMessage(what: AnnouncedOf<'alarm-escalated'>): Message {
  const name = incidentName(what.incident);
  const where = what.stack === undefined ? '' : ` in ${inert(what.stack)}`;
  return withBlocks(
    plainMessage(
      [
        `:mega: *${name} ${shortName(what.name, NAME)}*${where} rings ${dayTimeAgo(what.since)}, and nobody has acknowledged it.`,
        `It is ${what.severity}, and told in <#${inert(what.channel)}>. To take it: \`/ops ack ${name}\`.`,
      ].join('\n'),
    ),
    buttonRow([{ label: 'Acknowledge', words: `ack ${name}`, style: 'primary' }]),
  );
}
