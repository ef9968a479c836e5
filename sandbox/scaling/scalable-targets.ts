import type { Catalog } from '../../src/domain/target/catalog.ts';

/** Which service. */
export interface ScaledKey {
  readonly region: string;
  readonly cluster: string;
  readonly service: string;
}

/** Between what a service is scaled, and what of it is switched off. */
export interface Scaled extends ScaledKey {
  readonly min: number;
  readonly max: number;
  readonly suspended?: readonly ('in' | 'out' | 'scheduled')[];
}

/** The scalable targets of one account. */
export class ScalableTargets {
  readonly account: string;
  readonly #scaled = new Map<string, Scaled>();

  constructor(account: string, seeds: readonly Scaled[] = []) {
    this.account = account;
    for (const seed of seeds) this.register(seed);
  }

  /** Makes a service scalable, or changes how. Its minimum isn't above its maximum. */
  register(scaled: Scaled): void {
    if (scaled.min > scaled.max) throw new Error(`${scaled.min} is more than ${scaled.max}`);
    this.#scaled.set(keyOf(scaled), scaled);
  }

  /** From now on nothing scales the service. */
  deregister(key: ScaledKey): void {
    this.#scaled.delete(keyOf(key));
  }

  /** Those of a region. */
  in(region: string): Scaled[] {
    return [...this.#scaled.values()].filter((scaled) => scaled.region === region);
  }
}

const keyOf = ({ region, cluster, service }: ScaledKey): string => `${region} ${cluster} ${service}`;

/** The ranges of the MCP Gateway Registry's Terraform: 2 to 4 tasks, of Keycloak 1 to 4. */
export const seedScaling = (catalog: Catalog, account: string): Scaled[] =>
  catalog.services
    .filter((service) => service.account === account)
    .map(({ region, cluster, ecsService, service }) => ({
      region,
      cluster,
      service: ecsService,
      min: service === 'keycloak' ? 1 : 2,
      max: 4,
    }));
