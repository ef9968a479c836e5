import type { Redis } from 'ioredis';
import { IncidentId } from '../../domain/alarm/incident.ts';
import type { IncidentNotices } from '../../domain/ports/incidents.ts';
import { UNKNOWN_DIGEST } from '../../domain/ports/notices.ts';
import type { Keys } from '../ledger/keys.ts';
import { puttingOff } from '../ledger/put-off.ts';
import { dueMembers, settle } from '../ledger/scripts/notices-and-leases.ts';
import { nothingTold, readStory } from '../ledger/story-record.ts';
import { dueIncident } from './due-incident.ts';
import { readIncident } from './incident-reader.ts';
import { tellIncident } from './scripts/write-incidents.ts';

/** The list of incidents whose story is behind, on Redis. `keys.changes` is the channel on which more is announced. */
export function redisIncidentNotices(redis: Redis, keys: Keys): IncidentNotices {
  const read: IncidentNotices['read'] = async (id) => {
    const [body, kept] = await Promise.all([
      redis.hget(keys.incident(id), 'body'),
      redis.hmget(keys.incidentTold(id), 'version', 'story'),
    ]);
    const incident = readIncident(body);
    const [version, story] = kept;
    return incident && { incident, version: Number(version ?? 0), told: readStory(story) ?? nothingTold };
  };
  const told: IncidentNotices['told'] = async (id, version, story) => {
    const roots = story.root ? [keys.incidentThread(story.root.channel, story.root.ts)] : [];
    const touched = [keys.incident(id), keys.incidentTold(id), ...roots];
    return (await tellIncident.run(redis, touched, [id, version, JSON.stringify(story)])) === 1;
  };
  return {
    read,
    told,
    async due(limit) {
      const ids = IncidentId.array().parse(await dueMembers.run(redis, [keys.incidentNotices], [limit]));
      return Promise.all(
        ids.map(async (id) => {
          const [fields, story] = await Promise.all([
            redis.hmget(keys.incident(id), 'revision', 'state', 'channel', 'openedAt', 'events'),
            redis.hget(keys.incidentTold(id), 'story'),
          ]);
          const [revision, state, channel, openedAt, events] = fields;
          return dueIncident({ id, revision, state, channel, openedAt, events, story });
        }),
      );
    },
    async doubt(id) {
      for (let stored = false; !stored; ) {
        const known = await read(id);
        if (!known?.told.root) return;
        const { status: _notKnown, ...root } = known.told.root;
        const story = { ...known.told, root: { ...root, digest: UNKNOWN_DIGEST } };
        stored = await told(id, known.version, story);
      }
      await redis.zadd(keys.incidentNotices, 0, id);
    },
    async settle(id, revision) {
      await settle.run(redis, [keys.incident(id), keys.incidentNotices], [id, revision]);
    },
    postpone: puttingOff(redis, keys.incidentNotices, keys.incidentPrefix),
  };
}
