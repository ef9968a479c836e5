import type { Redis } from 'ioredis';
import { keysOf } from '../../../src/jobs/ledger/keys.ts';
import { CHANNEL } from '../../support/values.ts';
import { ELSEWHERE, SHARED } from '../../support/wheelhouse.ts';
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
    holds: await redis.hgetall(keys.holds),
    locks: await Promise.all(locks.sort().map(async (lock) => [lock, await redis.get(lock)])),
    // What reached ECS and wasn't a read.
    effects: accounts.map(
      (account) => world.sandbox.ecs(account).record.filter(({ call }) => !READS.test(call)).length,
    ),
    // What everybody can see, and what each sees alone.
    posts: [CHANNEL, ELSEWHERE, SHARED].map((channel) =>
      slack.messages(channel).map(({ ts, thread }) => [ts, thread.map((reply) => reply.ts)]),
    ),
    seenAlone: new Map(
      slack.directory.users.map(({ id }) => [id, slack.ephemerals(id).length + slack.modal(id).length]),
    ),
    calledElsewhere: trap.hits(),
  };
}

type World = Awaited<ReturnType<typeof asItIs>>;

/** The same without what these people see alone: they attack, and are answered. */
export const withoutThose = ({ seenAlone, ...rest }: World, users: ReadonlySet<string>): object => ({
  ...rest,
  seenByOthers: [...seenAlone].filter(([user]) => !users.has(user)),
});
