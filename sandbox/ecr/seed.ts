import type { Catalog } from '../../src/domain/target/catalog.ts';
import type { ImageRepository, ResolvedService } from '../../src/domain/target/service.ts';
import { Registry } from './world/registry.ts';

const HOUR_MS = 3_600_000;

/** Where a service's images are: as the configuration says, else in a repository of the service's own name. */
export const repositoryOf = ({ repository, account, region, service }: ResolvedService): ImageRepository =>
  repository ?? { account, region, name: service };

/** The beginning of a repository's image names. */
export const repositoryUri = ({ account, region, name }: ImageRepository): string =>
  `${account}.dkr.ecr.${region}.amazonaws.com/${name}`;

/**
 * A registry for each account in use. Each repository has what runs since yesterday, `latest` and `v1`, and something
 * newer that nobody has deployed yet, `v2`.
 */
export function seedImages(catalog: Catalog, now: number): ReadonlyMap<string, Registry> {
  const registries = new Map<string, Registry>();
  const registryOf = (account: string): Registry => {
    const registry = registries.get(account) ?? new Registry(account, Date.now);
    registries.set(account, registry);
    return registry;
  };
  for (const service of catalog.services) {
    registryOf(service.account);
    const { account, region, name } = repositoryOf(service);
    const registry = registryOf(account);
    if (registry.find(region, name)) continue;
    const digest = registry.push(region, name, { tag: 'v1', at: now - 25 * HOUR_MS });
    registry.push(region, name, { tag: 'latest', digest });
    registry.push(region, name, { tag: 'v2', at: now - HOUR_MS });
  }
  return registries;
}

/** What a pull of an image's name gets now, from the registry that the name says. */
export function pullFrom(registries: ReadonlyMap<string, Registry>, image: string): string | undefined {
  const registry = registries.get(image.slice(0, 12)) ?? new Registry('', Date.now);
  return registry.pull(image);
}
