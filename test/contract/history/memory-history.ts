import {
  DEPLOYMENTS_KEPT,
  type DeployedImage,
  type DeploymentEnd,
  type DeploymentHistory,
  SeenDeployment,
} from '../../../src/domain/ports/deployment-history.ts';
import { lockName } from '../../../src/domain/target/service.ts';

const FROM_THE_WORST: readonly DeploymentEnd['kind'][] = ['rolled-back', 'failed', 'stopped', 'succeeded'];

const isSame = (a: SeenDeployment, b: SeenDeployment): boolean =>
  a.id !== undefined && b.id !== undefined
    ? a.id === b.id
    : a.serviceDeployment !== undefined && a.serviceDeployment === b.serviceDeployment;

const present = <T>(...all: readonly (T | undefined)[]): T[] => all.filter((one) => one !== undefined);

const keyOf = ({ container, image, digest }: DeployedImage): string =>
  [container, image, digest ?? ''].join(' ');

function allImages(images: readonly DeployedImage[]): DeployedImage[] {
  const digested = new Set(
    images.filter(({ digest }) => digest !== undefined).map(({ container }) => container),
  );
  const told = images.filter(({ container, digest }) => digest !== undefined || !digested.has(container));
  return [...new Map(told.map((one) => [keyOf(one), one])).values()].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
}

function worstEnd(ends: readonly DeploymentEnd[]): { readonly end?: DeploymentEnd } {
  const kind = FROM_THE_WORST.find((one) => ends.some((end) => end.kind === one));
  if (kind === undefined) return {};
  const times = ends.flatMap((end) => (end.kind === kind ? present(end.at) : []));
  return { end: { kind, ...(times.length === 0 ? {} : { at: Math.min(...times) }) } };
}

/** One deployment, of all that was said of it. */
function merged(all: readonly SeenDeployment[]): SeenDeployment {
  const [id] = all.flatMap((one) => present(one.id));
  const [serviceDeployment] = all.flatMap((one) => present(one.serviceDeployment));
  const [run] = all.flatMap((one) => present(one.run)).sort((a, b) => a - b);
  const [tag] = all.flatMap((one) => present(one.tag)).sort();
  return SeenDeployment.parse({
    ...(id === undefined ? {} : { id }),
    ...(serviceDeployment === undefined ? {} : { serviceDeployment }),
    taskDefinition: all.map((one) => one.taskDefinition).sort()[0],
    images: allImages(all.flatMap(({ images }) => images)),
    ...(tag === undefined ? {} : { tag }),
    at: Math.min(...all.map(({ at }) => at)),
    ...worstEnd(all.flatMap((one) => present(one.end))),
    ...(run === undefined ? {} : { run }),
  });
}

/** The deployments of services without Redis. */
export function memoryHistory(): DeploymentHistory {
  const known = new Map<string, readonly SeenDeployment[]>();
  return {
    async remember(service, seen) {
      const before = known.get(lockName(service)) ?? [];
      const others = before.filter((one) => !isSame(one, seen));
      const now = [...others, merged([...before.filter((one) => isSame(one, seen)), seen])];
      known.set(lockName(service), now.sort((a, b) => b.at - a.at).slice(0, DEPLOYMENTS_KEPT));
    },
    of: async (service, limit) => (known.get(lockName(service)) ?? []).slice(0, limit),
  };
}
