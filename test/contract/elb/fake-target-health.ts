import type { World } from '../../../sandbox/ecs/world/world.ts';
import { serviceOf, targetsOf } from '../../../sandbox/elb/targets.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { TargetHealth } from '../../../src/domain/ports/target-health.ts';
import { err, ok } from '../../../src/domain/result.ts';

/** The port on a sandbox's world without HTTP. Its world goes on to the clock's time at each call, and only then. */
export const fakeTargetHealth = (world: World, clock: Clock): TargetHealth => ({
  async ofGroup({ region }, arn) {
    world.advanceTo(clock.now());
    const sight = { world: world.read(), pace: world.pace, at: clock.now() };
    if (!arn.includes(':targetgroup/')) {
      return err({ kind: 'invalid', call: 'elasticloadbalancing:DescribeTargetHealth', detail: arn });
    }
    const service = serviceOf(sight, region, arn);
    if (!service) return ok({ kind: 'gone', arn });
    const { path, codes } = service.healthCheck;
    return ok({
      kind: 'there',
      arn,
      check: {
        protocol: 'HTTP',
        port: 'traffic-port',
        path,
        codes,
        everySeconds: 30,
        timeoutSeconds: 5,
        healthyAfter: 5,
        unhealthyAfter: 2,
      },
      targets: targetsOf(sight, service).map(({ id, port, health }) => ({ id, port, ...health })),
    });
  },
});
