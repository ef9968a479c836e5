import type { Answering } from '../aws/answering.ts';
import { startQuerySandbox } from '../aws/query/sandbox.ts';
import type { World } from '../ecs/world/world.ts';
import { performElb } from './perform.ts';

/** A running Elastic Load Balancing of one account. */
export type ElbSandbox = Answering;

/** Starts load balancers on 127.0.0.1 whose targets are the tasks of an ECS. */
export const startElbSandbox = (world: World, now: () => number = Date.now): Promise<ElbSandbox> =>
  startQuerySandbox(
    {
      service: {
        signing: 'elasticloadbalancing',
        namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
      },
      account: world.account,
      perform: (request) => {
        world.advanceTo(now());
        return performElb({ world: world.read(), pace: world.pace, at: world.now }, request);
      },
    },
    now,
  );
