import type { Redis } from 'ioredis';
import { z } from 'zod';
import { hours } from '../../domain/clock.ts';
import type { HomeViewers } from '../../domain/ports/home-viewers.ts';
import type { Keys } from './keys.ts';
import { homeForgotten, homeOpened, homeShown, homeViewers } from './scripts/home-viewers.ts';

/** How long a Home is kept up to date after it was opened, and for how many people: a view costs Slack's budget. */
const HOME_LIFE = { life: hours(24), most: 50 } as const;

const Pairs = z.array(z.string());
const Viewer = z.object({ version: z.number(), digest: z.string(), shownAt: z.number() });

/** Who has opened their Home, on Redis. */
export function redisHomeViewers(
  redis: Redis,
  keys: Keys,
  { life, most }: { readonly life: number; readonly most: number } = HOME_LIFE,
): HomeViewers {
  const both = [keys.homeViewers, keys.homeShown];
  return {
    opened: async (user) => z.number().parse(await homeOpened.run(redis, both, [user, life, most])),
    async all() {
      const pairs = Pairs.parse(await homeViewers.run(redis, both, [life]));
      return pairs.flatMap((user, i) =>
        i % 2 === 0 ? [{ user, ...Viewer.parse(JSON.parse(pairs[i + 1] ?? '')) }] : [],
      );
    },
    async shown(user, version, digest) {
      return (await homeShown.run(redis, [keys.homeShown], [user, version, digest])) === 1;
    },
    async forget(user) {
      await homeForgotten.run(redis, both, [user]);
    },
  };
}
