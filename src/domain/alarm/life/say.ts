import { type DurationMs, type EpochMs, hours, minutes, seconds } from '../../clock.ts';
import type { Incident, IncidentEvent } from '../incident.ts';

/** Events that say which alarms ring, or that none does. */
type StateEvent = Extract<IncidentEvent, { readonly kind: 'opened' | 'reopened' | 'closed' }>;

const isStateEvent = (event: IncidentEvent): event is StateEvent =>
  event.kind === 'opened' || event.kind === 'reopened' || event.kind === 'closed';

/** The first few are told at once; then the thread takes its time, however often something changes. */
const PROMPT = 3;
const FIRST_GAP = seconds(10);
const LONGEST_GAP = minutes(10);
/** An incident's thread never holds more than this; its root still tells how it is. */
const MOST_EVENTS = 400;

/** How long after its last word on what rings the thread says the next one: more, the more it has said lately. */
function gapOf(said: readonly StateEvent[], now: EpochMs): DurationMs {
  const lately = said.filter(({ at }) => now - at < hours(1)).length;
  return lately < PROMPT ? 0 : Math.min(LONGEST_GAP, FIRST_GAP * 2 ** (lately - PROMPT));
}

/** What the thread should say next of what rings; undefined: it has said it. */
function next(incident: Incident, last: StateEvent | undefined, now: EpochMs): StateEvent | undefined {
  const saidClosed = last?.kind === 'closed';
  if (incident.state === 'closed') {
    if (last === undefined || saidClosed) return undefined;
    return { kind: 'closed', at: now, lasted: (incident.closedAt ?? now) - incident.openedAt };
  }
  const alarms = incident.joined.filter((fingerprint) => !isSilenced(incident, fingerprint));
  if (alarms.length === 0) return undefined;
  return { kind: saidClosed ? 'reopened' : 'opened', at: now, alarms };
}

/** What is silenced is in the root only; it is said once the silence is over. */
const isSilenced = ({ alarms }: Incident, fingerprint: string): boolean =>
  alarms.some((alarm) => alarm.fingerprint === fingerprint && alarm.silencedUntil !== undefined);

/** An incident, and when there is more to say although nothing happens. */
export interface Said {
  readonly incident: Incident;
  readonly dueAt?: EpochMs;
}

/**
 * Has the thread say what rings now, unless it has lately. What flaps is said less and less often; the root counts it.
 * Level-triggered: what was over in between is never said.
 */
export function sayWhatChanged(incident: Incident, now: EpochMs): Said {
  const said = incident.events.filter(isStateEvent);
  const last = said.at(-1);
  const event = next(incident, last, now);
  if (!event) return { incident: settled(incident) };
  const dueAt = last === undefined ? now : last.at + gapOf(said, now);
  if (dueAt > now) return { incident, dueAt };
  return {
    incident: settled({
      ...withEvent(incident, event),
      joined: incident.joined.filter((fingerprint) => isSilenced(incident, fingerprint)),
    }),
  };
}

/** What is over has nothing more to say of who joined. */
const settled = (incident: Incident): Incident =>
  incident.state === 'closed' && incident.joined.length > 0 ? { ...incident, joined: [] } : incident;

/** The incident with one more event in its thread; none once there are too many. */
export const withEvent = (incident: Incident, event: IncidentEvent): Incident =>
  incident.events.length >= MOST_EVENTS ? incident : { ...incident, events: [...incident.events, event] };
