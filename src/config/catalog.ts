import type { Catalog } from '../domain/target/catalog.ts';
import { lockName, ResolvedService, StackName } from '../domain/target/service.ts';
import type { FileShape } from './file-shape.ts';
import { FrozenMap } from './frozen.ts';

/** Every service of every stack, resolved: its system's names in the stack's account and region, in file order. */
export function catalogOf({ systems, stacks, channels, own }: FileShape): Catalog {
  const services = Object.entries(stacks).flatMap(
    ([stack, { system, 'changes-channel': changes, health, ...where }]) =>
      Object.entries(systems[system]?.services ?? {}).map(([service, names]) =>
        ResolvedService.parse({
          ...where,
          stack,
          service,
          cluster: names.cluster,
          ecsService: names.service,
          container: names.container,
          logGroup: names['log-group'],
          alarms: names.alarms ?? [],
          ...(names.image === undefined
            ? {}
            : {
                repository: {
                  account: names.image.account ?? where.account,
                  region: names.image.region ?? where.region,
                  name: names.image.repository,
                },
              }),
          ...(health?.[service] === undefined ? {} : { health: health[service] }),
          ...(changes === undefined ? {} : { changesChannel: changes }),
        }),
      ),
  );
  const channelStacks = Object.entries(channels ?? {}).map(
    ([channel, { stack }]) => [channel, StackName.parse(stack)] as const,
  );
  const things = (own ?? []).map(({ service, ...where }) => lockName({ ...where, ecsService: service }));
  return {
    services,
    channelStacks: new FrozenMap(channelStacks),
    ...(things.length === 0 ? {} : { own: things }),
  };
}
