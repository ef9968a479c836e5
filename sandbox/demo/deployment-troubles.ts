import type { Sandbox } from '../sandbox.ts';
import type { Trouble } from './troubles.ts';

/** Long enough to think about it, short enough to see what ECS does when nobody answers. */
const HOOK_MINUTES = 5;

/** What becomes of a service's deployments, with the first service of every stack that people look at first. */
export function deploymentTroubles({ catalog, ecs }: Pick<Sandbox, 'catalog' | 'ecs'>): Trouble[] {
  const stacks = new Set(catalog.channelStacks.values());
  const services = [...stacks].flatMap((stack) => catalog.services.find((one) => one.stack === stack) ?? []);
  return services.flatMap(({ stack, service, account, region, cluster, ecsService }): Trouble[] => {
    const key = { region, cluster, service: ecsService };
    const { world } = ecs(account);
    return [
      {
        id: `hook-${stack}`,
        label: `Deployments of ${service} wait at a PAUSE hook (${stack})`,
        group: 'Deployments',
        how: 'switch',
        isOn: () => world.service(key).pauses.length > 0,
        set: (on) =>
          world.setPauses(key, on ? [{ stage: 'POST_SCALE_UP', timeoutMinutes: HOOK_MINUTES }] : []),
      },
      {
        id: `outside-${stack}`,
        label: `Deploy ${service} from outside (${stack})`,
        group: 'Deployments',
        how: 'push',
        isOn: () => false,
        set: () => {
          world.update(key, { force: true });
        },
      },
    ];
  });
}
