import { afterAll, describe, expect, it } from 'vitest';
import { SeenDeployment } from '../../../src/domain/ports/deployment-history.ts';
import { lockName } from '../../../src/domain/target/service.ts';
import { redisHistory } from '../../../src/jobs/history/redis-history.ts';
import { testStore } from '../../support/store.ts';
import { registry } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { historyContract } from './history.suite.ts';
import { memoryHistory } from './memory-history.ts';

const { redis, keys, server } = testStore();
afterAll(() => server.cleanup());

historyContract('Redis', redisHistory(redis, keys, 60_000));
historyContract('in memory', memoryHistory());

const seen = SeenDeployment.parse({ id: 'ecs-svc/1', taskDefinition: 'arn:7', images: [], at: 1 });

describe('deployments on Redis', () => {
  it('are forgotten when nothing was seen of their service for the retention', async () => {
    const brief = redisHistory(redis, keys, 100);
    await brief.remember(registry, seen);
    await waitFor(async () => (await brief.of(registry, 1)).length === 0, { what: 'the retention to end' });
  });

  it('are refused where what stands there can’t be understood', async () => {
    const history = redisHistory(redis, keys, 60_000);
    await redis.set(keys.history(lockName(registry)), '[{"id":1}]');
    await expect(history.of(registry, 1)).rejects.toThrow();
  });

  it('that several workers say at the same time are all kept', async () => {
    const service = { ...registry, ecsService: 'many' };
    const workers = Array.from({ length: 4 }, () => redisHistory(server.connect(), keys, 60_000));
    await Promise.all(
      workers.flatMap((worker, w) =>
        Array.from({ length: 10 }, (_, n) =>
          worker.remember(service, { ...seen, id: `ecs-svc/${w}-${n}`, at: n }),
        ),
      ),
    );
    expect(await workers[0]?.of(service, 50)).toHaveLength(40);
  });
});
