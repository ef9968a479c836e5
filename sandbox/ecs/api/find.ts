import type { ServiceState } from '../world/state.ts';
import { clusterNotFound } from './errors.ts';
import type { Scope } from './operation.ts';

/** The name at the end of an ARN, or the name itself. */
export const nameOf = (nameOrArn: string): string => nameOrArn.split('/').at(-1) ?? nameOrArn;

/** The services of a cluster as reads see them. Throws ClusterNotFoundException; no name means `default`. */
export const servicesOf = (cluster: string | undefined, { world, region }: Scope): ServiceState[] => {
  const name = nameOf(cluster ?? 'default');
  const services = world.read().services.filter((one) => one.region === region && one.cluster === name);
  if (services.length === 0) throw clusterNotFound();
  return services;
};

/** All services of the region as reads see them. */
export const servicesIn = ({ world, region }: Scope): ServiceState[] =>
  world.read().services.filter((one) => one.region === region);
