import type { Clock } from '../../../src/domain/clock.ts';
import type { EcsServices } from '../../../src/domain/ports/ecs-services.ts';
import type { RolloutViews } from '../../../src/domain/ports/rollout-views.ts';

/** Views that are always fresh: read from the service port when they are asked for. */
export function fakeViews(ecs: EcsServices, clock: Clock): RolloutViews {
  return {
    async latest({ cluster, ecsService, serviceDeployment }) {
      const target = { ...cluster, ecsService };
      const snapshot = await ecs.describe(target);
      const deployment =
        serviceDeployment === undefined
          ? undefined
          : await ecs.describeServiceDeployment(target, serviceDeployment);
      const fault = snapshot.ok ? undefined : snapshot.fault;
      return {
        seenAt: clock.now(),
        ...(snapshot.ok ? { snapshot: snapshot.value } : {}),
        ...(deployment?.ok ? { serviceDeployment: deployment.value } : {}),
        ...(fault && fault.kind !== 'missing' ? { fault } : {}),
      };
    },
  };
}
