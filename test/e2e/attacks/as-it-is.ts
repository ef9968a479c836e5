import type { Redis } from 'ioredis';
import { IncidentId } from '../../../src/domain/alarm/incident.ts';
import { redisIncidentReader } from '../../../src/jobs/alarms/incident-reader.ts';
import { type Keys, keysOf } from '../../../src/jobs/ledger/keys.ts';
import type { Bare } from './ground.ts';

const READS = /^(Describe|List|Get|BatchGet|AssumeRole)/;

/** Everything that an attack could change, as it is: compared before and after. */
export async function asItIs({ world, trap }: Bare, redis: Redis) {
  const keys = keysOf(world.redis.keyspace);
  const { slack, accounts } = world.sandbox;
  const runs = await redis.zrange(keys.byTime, 0, '-1');
  const locks = await redis.keys(`${keys.lock('*')}`);
  return {
    newest: await redis.get(keys.lastNumber),
    runs: await Promise.all(
      runs.map(async (id) => {
        const [status, ...rest] = await redis.hmget(
          `${keys.runPrefix}${id}`,
          ...['status', 'signals', 'request', 'question', 'approvedBy'],
        );
        return [id, status === 'ended' ? 'ended' : 'goes on', ...rest];
      }),
    ),
    reviews: await redis.hgetall(keys.reviews),
    incidents: await incidentsOf(redis, keys),
    silences: await redis.hgetall(keys.silences),
    news: await redis.xlen(keys.alarms),
    holds: await redis.hgetall(keys.holds),
    locks: await Promise.all(locks.sort().map(async (lock) => [lock, await redis.get(lock)])),
    // What reached ECS and wasn't a read.
    effects: accounts.map(
      (account) => world.sandbox.ecs(account).record.filter(({ call }) => !READS.test(call)).length,
    ),
    // What everybody can see, and what each sees alone.
    posts: slack.directory.channels.map(({ id }) =>
      slack.messages(id).map(({ ts, thread }) => [ts, thread.map((reply) => reply.ts)]),
    ),
    seenAlone: new Map(
      slack.directory.users.map(({ id }) => [id, slack.ephemerals(id).length + slack.modal(id).length]),
    ),
    calledElsewhere: trap.hits(),
  };
}

/** Every incident as far as people and alarms change it; what is found out about it comes by itself. */
async function incidentsOf(redis: Redis, keys: Keys): Promise<readonly object[]> {
  const ids = [
    ...(await redis.zrange(keys.incidentsOpen, 0, '-1')),
    ...(await redis.zrange(keys.incidentsOver, 0, '-1')),
  ];
  const found = await Promise.all(
    ids.sort().map((id) => redisIncidentReader(redis, keys).read(IncidentId.parse(id))),
  );
  return found.flatMap((incident) => {
    if (!incident) return [];
    const { facts: _facts, picture: _picture, events: _events, revision: _revision, ...rest } = incident;
    return [{ ...rest, alarms: rest.alarms.map(({ confirmed: _confirmed, ...alarm }) => alarm) }];
  });
}

type World = Awaited<ReturnType<typeof asItIs>>;

/** The same without what these people see alone: they attack, and are answered. */
export const withoutThose = ({ seenAlone, ...rest }: World, users: ReadonlySet<string>): object => ({
  ...rest,
  seenByOthers: [...seenAlone].filter(([user]) => !users.has(user)),
});
