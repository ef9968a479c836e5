import type { DraftService, StackDraft } from '../../config/stack-yaml.ts';
import { mainContainer } from '../../domain/discovery/main-container.ts';
import { shortNames } from '../../domain/discovery/short-names.ts';
import { ecrRepositoryOf } from '../../domain/image/image-name.ts';
import { type EcsInventory, FOUND_A_READ, type FoundService } from '../../domain/ports/ecs-inventory.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { explainFault, noSuchCluster } from './explain.ts';
import type { DiscoverRequest } from './request.ts';

/**
 * Reads the clusters and makes a stack of what it finds; `say` hears how it goes, a line each time. Reads only. The
 * fault is a sentence for the person.
 */
export async function discover(
  inventory: EcsInventory,
  request: DiscoverRequest,
  say: (line: string) => void,
): Promise<Result<StackDraft, string>> {
  const found: FoundService[] = [];
  for (const cluster of request.clusters) {
    const services = await servicesOf(inventory, request, cluster, say);
    if (!services.ok) return services;
    found.push(...services.value);
  }
  const [first] = found;
  if (first === undefined)
    return err(`${request.clusters.join(' and ')}: there are no services to write down.`);
  const names = shortNames(found);
  const { stack, system, environment, environmentIs, place } = request;
  return ok({
    stack,
    system,
    environment,
    ...(environmentIs === 'said'
      ? {}
      : {
          environmentRemark: 'production, staging or development: taken for production, since nobody said.',
        }),
    account: first.account,
    ...place,
    services: found.flatMap((service, at) => draftOf(service, names[at] ?? '', place.region) ?? []),
  });
}

/** The services of one cluster that can be written down. */
async function servicesOf(
  inventory: EcsInventory,
  { place, profile }: DiscoverRequest,
  cluster: string,
  say: (line: string) => void,
): Promise<Result<readonly FoundService[], string>> {
  say(`Reading cluster ${cluster} in ${place.region}.`);
  const names = await inventory.serviceNames(place, cluster);
  if (!names.ok) {
    if (names.fault.kind !== 'missing') return err(explainFault(names.fault, profile));
    const known = await inventory.clusters(place);
    return err(noSuchCluster(cluster, place.region, known.ok ? known.value : undefined));
  }
  const found: FoundService[] = [];
  for (let from = 0; from < names.value.length; from += FOUND_A_READ) {
    const batch = names.value.slice(from, from + FOUND_A_READ);
    const read = await inventory.services(place, cluster, batch);
    if (!read.ok) return err(explainFault(read.fault, profile));
    found.push(...read.value);
    say(`  ${from + batch.length} of ${names.value.length} services read`);
  }
  const bare = found.filter((service) => mainContainer(service) === undefined);
  for (const { name } of bare) say(`  left out: ${name}, which has no task definition`);
  return ok(found.filter((service) => !bare.includes(service)));
}

function draftOf(service: FoundService, name: string, region: string): DraftService | undefined {
  const main = mainContainer(service);
  if (main === undefined) return undefined;
  const { cluster, name: ecsName, containers, controller } = service;
  const helpers = containers.filter((container) => container !== main).map((container) => container.name);
  const logGroup = LOG_GROUP.test(main.logGroup ?? '') ? main.logGroup : undefined;
  return {
    name,
    cluster,
    service: ecsName,
    container: main.name,
    logGroup: logGroup ?? `/ecs/${ecsName}`,
    ...repositoryOf(main.image ?? '', { account: service.account, region }),
    remarks: [
      ...(helpers.length === 0 ? [] : [`Its other containers: ${helpers.join(', ')}.`]),
      ...(controller === 'ECS' ? [] : [`Deployed by ${controller}: Wheelhouse only shows it.`]),
      ...(logGroup !== undefined
        ? []
        : ['Its log group is a guess: the container writes to no CloudWatch log group of its own.']),
    ],
  };
}

/** Where its images are, if they are in ECR; what is the stack's own isn't repeated. */
function repositoryOf(
  image: string,
  stack: { readonly account: string; readonly region: string },
): Pick<DraftService, 'repository'> {
  const found = ecrRepositoryOf(image);
  if (found === undefined) return {};
  const { name, account, region } = found;
  return {
    repository: {
      name,
      ...(account === stack.account ? {} : { account }),
      ...(region === stack.region ? {} : { region }),
    },
  };
}

/** CloudWatch Logs API reference, CreateLogGroup. */
const LOG_GROUP = /^[\w./#-]{1,512}$/;
