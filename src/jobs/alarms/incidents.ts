import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Incident, IncidentId, IncidentNumber } from '../../domain/alarm/incident.ts';
import type { DurationMs } from '../../domain/clock.ts';
import type { Incidents, IncidentWrite } from '../../domain/ports/incidents.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { type OnEntry, Places, seal, tellAppended } from '../audit/sealed.ts';
import type { Keys } from '../ledger/keys.ts';
import { reviewText } from '../reviews/review-text.ts';
import { redisIncidentReader } from './incident-reader.ts';
import { countTry, dueIncidents, writeIncidents } from './scripts/write-incidents.ts';
import { incidentWithoutSecrets } from './without-secrets.ts';

/** What the incidents keep to. */
export interface IncidentRules {
  /** For how long a closed incident is kept after its last write, and how a remedy did after its last try. */
  readonly retention: DurationMs;
  /** For how long changes are remembered that nobody was told of: longer than news that they overtook may be late. */
  readonly untoldFor: DurationMs;
  /** Keeps secrets out of the store. */
  readonly redactor: Redactor;
  readonly onEntry?: OnEntry | undefined;
}

/** Incidents on Redis; what one script of theirs does is done together or not at all. */
export function redisIncidents(
  redis: Redis,
  keys: Keys,
  { retention, untoldFor, redactor, onEntry }: IncidentRules,
): Incidents {
  const life = Math.ceil(retention);
  return {
    ...redisIncidentReader(redis, keys),
    nextNumber: async () => IncidentNumber.parse(await redis.incr(keys.lastIncidentNumber)),
    async write(writes, { inbox, audit = [], review, untold } = {}) {
      const sealed = audit.map((entry) => seal(entry, redactor));
      const stored = writes.map((write) => asStored(write, keys, redactor));
      const change = {
        writes: stored.map(({ facts }) => facts),
        audit: sealed,
        ...(review ? { review: reviewText(review, redactor) } : {}),
        untold: [...(untold ?? [])].map(([fingerprint, changes]) => ({
          name: keys.alarmUntold(fingerprint),
          text: changes.length === 0 ? '' : JSON.stringify(changes),
          life: Math.ceil(untoldFor),
        })),
        ...(inbox ? { inbox: { from: inbox.from, next: placeAfter(inbox.upTo) } } : {}),
      };
      const { alarms, incidentsOpen, incidentsDue, incidentsOver, incidentNotices, reviews } = keys;
      const raw = await writeIncidents.run(
        redis,
        [
          ...[alarms, incidentsOpen, incidentsDue, incidentNotices, keys.audit, keys.auditHead],
          ...[incidentsOver, reviews],
        ],
        [JSON.stringify(change), life, keys.changes, keys.incidentPrefix, ...stored.map(({ body }) => body)],
      );
      const [answer, ...places] = Places.parse(raw);
      tellAppended(places, sealed, onEntry);
      return z.enum(['written', 'conflict']).parse(answer);
    },
    async dueNow(limit) {
      const due = await dueIncidents.run(redis, [keys.incidentsDue], [limit, keys.incidentPrefix]);
      return IncidentId.array().parse(due);
    },
    async noteTry(fingerprint, remedy, run, helped) {
      const once = keys.dedupe(`try/${run}/${remedy}/${fingerprint}`);
      const took = helped === 'no-help' ? '' : Math.round(helped.after);
      await countTry.run(redis, [keys.remedies(fingerprint), once], [remedy, life, took]);
    },
  };
}

/** The first place of a stream that can come after this one (Redis, stream ids: two numbers of 64 bits). */
function placeAfter(place: string): string {
  const [ms = '', sequence = ''] = place.split('-');
  return `${ms}-${BigInt(sequence) + 1n}`;
}

/**
 * The text of an incident, and what the script must know of it. Throws where what would be stored couldn't be read
 * again.
 */
function asStored(
  { revision: was, incident: given, dueAt, slack }: IncidentWrite,
  keys: Keys,
  redactor: Redactor,
) {
  const revision = (was ?? 0) + 1;
  const incident = Incident.parse(incidentWithoutSecrets({ ...given, revision }, redactor));
  const { id, number, key, channel, state, openedAt, closedAt } = incident;
  const facts = {
    id,
    number: String(number),
    key,
    channel,
    state,
    openedAt,
    ...(closedAt === undefined ? {} : { closedAt }),
    events: incident.events.length,
    was: was === undefined ? '' : String(was),
    revision,
    hash: keys.incident(id),
    told: keys.incidentTold(id),
    byNumber: keys.incidentNumber(number),
    ofKey: keys.incidentOfKey(key),
    alarms: incident.alarms.map(({ fingerprint, at }) => ({
      index: keys.alarmToldUnder(fingerprint),
      at: String(at),
    })),
    ...(dueAt === undefined ? {} : { due: dueAt }),
    tell: slack === 'tell',
  };
  return { facts, body: JSON.stringify(incident) };
}
