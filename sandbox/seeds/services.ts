import type { Catalog } from '../../src/domain/target/catalog.ts';
import { repositoryOf, repositoryUri } from '../ecr/seed.ts';
import type { PauseSeed, ServiceSeed } from '../ecs/world/options.ts';
import { givenTo } from './gateway-definitions.ts';

/** What services may have besides the usual. */
interface ServicesMade {
  readonly breaker?: ServiceSeed['breaker'];
  /** Where the deployments of a service wait for somebody, by its short name. */
  readonly pauses?: Readonly<Record<string, readonly PauseSeed[]>> | undefined;
}

/** A steady counterpart of every service of the configuration that is in the account. */
export const seedServices = (
  { services }: Catalog,
  account: string,
  { breaker, pauses }: ServicesMade,
): ServiceSeed[] =>
  services
    .filter((service) => service.account === account)
    .map((one) => ({
      region: one.region,
      cluster: one.cluster,
      service: one.ecsService,
      container: one.container,
      logGroup: one.logGroup,
      ...givenTo(one),
      image: `${repositoryUri(repositoryOf(one))}:latest`,
      desired: one.service === 'keycloak' ? 1 : 2,
      // Its Terraform doesn't enable it.
      exec: one.service !== 'keycloak',
      // Its load balancer's check is another one, too.
      ...(one.service === 'keycloak' ? { healthCheck: { path: '/', codes: '200-399' } } : {}),
      stack: one.stack,
      revision: 7,
      ...(breaker ? { breaker } : {}),
      ...(pauses?.[one.service] ? { pauses: pauses[one.service] } : {}),
    }));
