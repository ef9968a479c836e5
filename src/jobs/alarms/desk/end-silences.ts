import type { Incident } from '../../../domain/alarm/incident.ts';
import type { Silence } from '../../../domain/alarm/silence.ts';
import { silenceName } from '../../../domain/alarm/silence.ts';
import { AnnouncementId } from '../../../domain/announcement/announcement.ts';
import { lockName } from '../../../domain/target/service.ts';
import type { DeskParts } from './desk-parts.ts';

/** So many open incidents are looked through for what still rings. */
const MOST_OPEN = 1_000;

/** Has the ends of silences told where they were asked for. Told again after a crash they are told once. */
export async function endSilences({
  silences,
  incidents,
  announcer,
}: Pick<DeskParts, 'silences' | 'incidents' | 'announcer'>): Promise<void> {
  const ended = await silences.ended();
  if (ended.length === 0) return;
  const open = await incidents.open(MOST_OPEN);
  for (const silence of ended)
    await announcer.announce({
      id: AnnouncementId.parse(`silence-ended/${wordOf(silence)}/${silence.until}`),
      to: [{ kind: 'channel', channel: silence.channel }],
      what: {
        kind: 'silence-ended',
        silence,
        ringing: open.filter((incident) => ringsUnder(incident, silence)).map(({ number }) => number),
      },
    });
  await silences.takeEnded(Math.max(...ended.map(({ until }) => until)));
}

/** A silence's name as part of an announcement's. */
const wordOf = ({ scope }: Silence): string =>
  silenceName(scope)
    .replaceAll(/[^\w.-]+/g, '-')
    .slice(-64);

const ringsUnder = (incident: Incident, { scope }: Silence): boolean =>
  incident.alarms.some(({ overAt, fingerprint, service }) => {
    if (overAt !== undefined) return false;
    if (scope.kind === 'alarm') return scope.fingerprint === fingerprint;
    if (scope.kind === 'stack') return incident.stack === scope.name;
    return service !== undefined && lockName(service) === scope.thing;
  });
