import { z } from 'zod';
import { countOf, wanted } from '../world/state.ts';
import { nameOf, servicesIn } from './find.ts';
import { operation } from './operation.ts';

const Input = z.object({ clusters: z.array(z.string()).max(100).default(['default']) });

/** DescribeClusters: an unknown cluster is a failure with the reason MISSING. */
export const describeClusters = operation('DescribeClusters', Input, ({ clusters }, scope) => {
  const found = clusters.map((wantedName) => {
    const name = nameOf(wantedName);
    return { name, services: servicesIn(scope).filter((one) => one.cluster === name) };
  });
  return {
    clusters: found.flatMap(({ name, services: [first, ...others] }) => {
      if (first === undefined) return [];
      const tasks = [first, ...others].flatMap((one) => wanted(one));
      return [
        {
          clusterArn: first.clusterArn,
          clusterName: name,
          status: 'ACTIVE',
          runningTasksCount: countOf(tasks, 'RUNNING'),
          pendingTasksCount: countOf(tasks, 'PENDING'),
          activeServicesCount: others.length + 1,
        },
      ];
    }),
    failures: found
      .filter(({ services }) => services.length === 0)
      .map(({ name }) => ({
        arn: `arn:aws:ecs:${scope.region}:${scope.world.account}:cluster/${name}`,
        reason: 'MISSING',
      })),
  };
});
