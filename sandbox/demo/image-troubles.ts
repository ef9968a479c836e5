import { repositoryOf } from '../ecr/seed.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Trouble } from './troubles.ts';

/** What pipelines do to images while somebody looks at a service, in every repository at once. */
export function imageTroubles({ catalog, ecr }: Pick<Sandbox, 'catalog' | 'ecr'>): Trouble[] {
  const everywhere = (act: (account: string, region: string, name: string) => void): void => {
    const repositories = new Map(
      catalog.services.map(repositoryOf).map((one) => [`${one.account}/${one.region}/${one.name}`, one]),
    );
    for (const { account, region, name } of repositories.values()) act(account, region, name);
  };
  const push = (id: string, label: string, act: Parameters<typeof everywhere>[0]): Trouble => ({
    id,
    label,
    group: 'Images',
    how: 'push',
    isOn: () => false,
    set: () => everywhere(act),
  });
  return [
    push('push-latest', 'Overwrite latest in every repository', (account, region, name) => {
      ecr(account).push(region, name, { tag: 'latest' });
    }),
    push('push-v2', 'Push v2 to every repository', (account, region, name) => {
      ecr(account).push(region, name, { tag: 'v2' });
    }),
    push('delete-v2', 'Delete v2 in every repository', (account, region, name) => {
      const { registry } = ecr(account);
      const repository = registry.find(region, name);
      if (repository && registry.image(repository, { tag: 'v2' }))
        registry.remove(region, name, { tag: 'v2' });
    }),
  ];
}
