import type { Incident, IncidentId, PendingCall } from '../../../domain/alarm/incident.ts';
import { callAnswered, callFailed, escalate } from '../../../domain/alarm/life/escalate.ts';
import { beginCountdown, notBegun, withMending } from '../../../domain/alarm/life/mend.ts';
import { underSilences } from '../../../domain/alarm/life/silences-over.ts';
import type { AuditEntry, AuditEntryOf } from '../../../domain/audit/entry.ts';
import type { EpochMs } from '../../../domain/clock.ts';
import { callOut } from './call-out.ts';
import type { DeskParts } from './desk-parts.ts';
import { settle } from './settle.ts';
import { toWrite } from './to-write.ts';

/** After an answer that nobody is sure of it is asked again. */
const AGAIN_MS = 2_000;

/** Has nobody else of this process write incidents while something is done that is quick. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Looks at an incident whose time has come: silences that end, people to be called, remedies that begin by themselves or
 * have ended. Everything that is done outside is so by a key: done again after a crash it is done once. What comes meanwhile
 * waits for nothing that is outside.
 */
export async function lookAt(
  parts: DeskParts,
  id: IncidentId,
  alone: Alone = (work) => work(),
): Promise<void> {
  const now = parts.clock.now();
  const outside = await alone(() => lookInside(parts, id, now));
  if (!outside) return;
  const { stored, incident } = outside;
  await finish(parts, stored, await beginDue(parts, await makeCalls(parts, incident, now), now), now);
}

/** What is to be done outside, of the incident as it is stored and as it is to be. */
interface Outside {
  readonly stored: Incident;
  readonly incident: Incident;
}

/** What needs nobody outside is done and written. Undefined: that was all, or somebody else has written meanwhile. */
async function lookInside(parts: DeskParts, id: IncidentId, now: EpochMs): Promise<Outside | undefined> {
  const read = await parts.incidents.read(id);
  if (!read) return undefined;
  const silent = underSilences(read, await parts.silences.all(), now);
  const escalated = escalate(silent, parts.policy.escalation, now);
  const isOutside =
    escalated.calling.some(({ due }) => due <= now) ||
    (escalated.countdown !== undefined && escalated.countdown.due <= now);
  if (!isOutside) {
    await finish(parts, read, escalated, now);
    return undefined;
  }
  const stored = await noteCalls(parts, read, escalated, now);
  return stored && { stored, incident: stored === read ? escalated : stored };
}

/** Says how remedies went, begins countdowns, and writes the incident, unless somebody else has written meanwhile. */
async function finish(parts: DeskParts, stored: Incident, incident: Incident, now: EpochMs): Promise<void> {
  const { incidents, policy } = parts;
  const { incident: mended, tries } = await settle(parts, incident, now);
  for (const { remedy, fingerprint, run, helped } of tries)
    await incidents.noteTry(fingerprint, remedy, run, helped);
  const write = toWrite(stored, beginCountdown(mended, policy, now), policy, now);
  await incidents.write([write], { audit: entriesOf(stored, write.incident) });
}

/**
 * Stores calls before they are made: whoever dies after one leaves behind that it may have been made, and that it is to be
 * told when it is over. Answers the incident as it is stored; undefined: somebody else has written meanwhile.
 */
async function noteCalls(
  { incidents, policy }: DeskParts,
  before: Incident,
  escalated: Incident,
  now: EpochMs,
): Promise<Incident | undefined> {
  const known = new Set(before.calling.map(({ key }) => key));
  if (escalated.calling.every(({ key }) => known.has(key))) return before;
  const write = toWrite(before, escalated, policy, now);
  const written = await incidents.write([write], { audit: entriesOf(before, write.incident) });
  return written === 'written' ? write.incident : undefined;
}

/** The calls whose time has come, one after the other. */
async function makeCalls(parts: DeskParts, incident: Incident, now: EpochMs): Promise<Incident> {
  let next = incident;
  const due = (call: PendingCall): boolean => call.due <= now;
  for (const call of incident.calling.filter(due)) {
    const answer = await callOut(parts, incident, call);
    next = answer.ok
      ? callAnswered(next, call.key)
      : callFailed(next, call.key, answer.fault, parts.clock.now());
  }
  return next;
}

async function beginDue(parts: DeskParts, incident: Incident, now: EpochMs): Promise<Incident> {
  const { countdown } = incident;
  if (!countdown || countdown.due > now) return incident;
  const begun = await parts.clerk.begin(incident, countdown);
  switch (begun.kind) {
    case 'begun':
      return withMending(incident, {
        remedy: countdown.remedy,
        fingerprint: countdown.fingerprint,
        run: begun.run,
        number: begun.number,
        by: { kind: 'alarm', name: nameOf(incident, countdown.fingerprint) },
        at: now,
        version: incident.version,
      });
    case 'no':
      return notBegun(incident, countdown.remedy, begun.why, now);
    case 'unconfirmed':
      return { ...incident, countdown: { ...countdown, due: now + AGAIN_MS } };
  }
}

const nameOf = ({ alarms }: Incident, fingerprint: string): string =>
  alarms.find((alarm) => alarm.fingerprint === fingerprint)?.name ?? fingerprint;

/** What of the new events the audit keeps: what was done, and what wasn't. */
function entriesOf(before: Incident, after: Incident): readonly AuditEntry[] {
  const entry = (outcome: AuditEntryOf<'alarm'>['outcome']): AuditEntry => ({
    kind: 'alarm',
    actor: { kind: 'system' },
    origin: { channel: after.channel },
    incident: after.number,
    outcome,
  });
  return after.events.slice(before.events.length).flatMap((event): AuditEntry[] => {
    switch (event.kind) {
      case 'escalated':
        return [entry({ kind: 'escalated', level: event.level, to: event.to })];
      case 'not-begun':
        return [entry({ kind: 'not-begun', remedy: event.remedy, why: event.why })];
      default:
        return [];
    }
  });
}
