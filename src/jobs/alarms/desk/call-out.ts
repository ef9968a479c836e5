import type { Incident, PendingCall } from '../../../domain/alarm/incident.ts';
import { worstOf } from '../../../domain/alarm/life/worst.ts';
import { AnnouncementId } from '../../../domain/announcement/announcement.ts';
import type { Fault } from '../../../domain/fault/fault.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { DeskParts } from './desk-parts.ts';

/** What the pager does to tell something. */
const TELLS = { rings: 'call', taken: 'acknowledge', over: 'resolve' } as const;

/** Makes a call, or tells how what was called for goes on. Who was called by this key before isn't called again. */
export async function callOut(
  { pager, announcer }: Pick<DeskParts, 'pager' | 'announcer'>,
  incident: Incident,
  { call, says, key }: PendingCall,
): Promise<Result<undefined, Fault>> {
  if (call.kind !== 'channel') return pager[TELLS[says]](call, incident, key);
  const { name, severity } = worstOf(incident);
  await announcer.announce({
    id: AnnouncementId.parse(`alarm-escalated/${key}`),
    to: [{ kind: 'channel', channel: call.channel }],
    what: {
      kind: 'alarm-escalated',
      incident: incident.number,
      channel: incident.channel,
      name,
      severity,
      ...(incident.stack === undefined ? {} : { stack: incident.stack }),
      since: incident.openedAt,
    },
  });
  return ok(undefined);
}
