import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Record as RemedyRecord } from '../../domain/alarm/facts.ts';
import { Incident, IncidentId } from '../../domain/alarm/incident.ts';
import type { ToldUnder } from '../../domain/alarm/life/fold-news.ts';
import { StateChange } from '../../domain/alarm/state-change.ts';
import type { IncidentReader } from '../../domain/ports/incidents.ts';
import { json } from '../ledger/json-text.ts';
import type { Keys } from '../ledger/keys.ts';
import { readRemedies } from './remedy-record.ts';

const IncidentText = json(Incident);

/** The incident that Redis keeps as this text; undefined where it keeps none. Throws where the text isn't an incident. */
export const readIncident = (body: string | null | undefined): Incident | undefined =>
  body === null || body === undefined ? undefined : IncidentText.parse(body);

/** What an index by keys says, as the script writes it (scripts/write-incidents.ts): `NUMBER ID`. */
const OfKey = z
  .string()
  .regex(/^\d+ \w+$/)
  .transform((text) => text.split(' ')[1])
  .pipe(IncidentId);
/** `AT NUMBER KEY`; a key may hold anything. */
const ToldUnderText = z
  .string()
  .regex(/^[\d.e+-]+ \d+ .*$/s)
  .transform(
    (text): ToldUnder => ({
      at: Number(text.slice(0, text.indexOf(' '))),
      key: text.replace(/^\S+ \d+ /, ''),
    }),
  );
const UntoldText = json(z.array(StateChange));

/** Reads incidents from Redis. Throws where Redis can't be read, or holds something that isn't an incident. */
export function redisIncidentReader(redis: Redis, keys: Keys): IncidentReader {
  const read = async (id: IncidentId): Promise<Incident | undefined> =>
    readIncident(await redis.hget(keys.incident(id), 'body'));
  const found = async (id: string | null): Promise<Incident | undefined> =>
    id === null ? undefined : read(IncidentId.parse(id));
  /** What an index says of each of these, where it says something. */
  const indexed = async <K, T>(of: readonly K[], name: (one: K) => string, schema: z.ZodType<T>) => {
    const texts = of.length === 0 ? [] : await redis.mget(of.map(name));
    return of.flatMap((one, i): [K, T][] => {
      const text = texts[i];
      return text === null || text === undefined ? [] : [[one, schema.parse(text)]];
    });
  };

  return {
    read,
    byNumber: async (number) => found(await redis.get(keys.incidentNumber(number))),
    byThread: async (channel, ts) => found(await redis.get(keys.incidentThread(channel, ts))),
    async open(limit) {
      if (limit < 1) return [];
      const ids = IncidentId.array().parse(await redis.zrevrange(keys.incidentsOpen, 0, limit - 1));
      return (await Promise.all(ids.reverse().map(read))).filter((incident) => incident !== undefined);
    },
    async over(since, limit) {
      if (limit < 1) return [];
      const found = await redis.zrange(
        keys.incidentsOver,
        '+inf',
        String(since),
        'BYSCORE',
        'REV',
        'LIMIT',
        0,
        limit,
      );
      const over = await Promise.all(IncidentId.array().parse(found).map(read));
      return over.filter((incident) => incident !== undefined).filter(({ state }) => state === 'closed');
    },
    async newest(of) {
      const ids = await indexed(of, keys.incidentOfKey, OfKey);
      const all = await Promise.all(ids.map(async ([key, id]) => [key, await read(id)] as const));
      return new Map(all.flatMap(([key, incident]) => (incident ? [[key, incident] as const] : [])));
    },
    async toldUnder(fingerprints) {
      return new Map(await indexed(fingerprints, keys.alarmToldUnder, ToldUnderText));
    },
    async untold(fingerprints) {
      return new Map(await indexed(fingerprints, keys.alarmUntold, UntoldText));
    },
    async records(fingerprint): Promise<ReadonlyMap<string, RemedyRecord>> {
      return readRemedies(await redis.hgetall(keys.remedies(fingerprint)));
    },
  };
}
