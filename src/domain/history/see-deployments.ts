import type { RunNumber } from '../ids.ts';
import type { DeployedImage, DeploymentEnd, SeenDeployment } from '../ports/deployment-history.ts';
import type { ServiceRevision } from '../ports/service-revisions.ts';
import type { ServiceDeployment } from '../rollout/service-deployment.ts';
import type { Deployment, ServiceSnapshot } from '../rollout/service-snapshot.ts';
import type { LiveTask } from '../tasks/service-tasks.ts';
import { endSeen } from './end-seen.ts';
import { linkDeployments } from './link-deployments.ts';

/** A deployment that a run asked for, by the names that the run knows. */
export interface AskedFor {
  readonly run: RunNumber;
  readonly id: string;
  readonly serviceDeployment?: string;
  /** The tag by which it found the image that it pinned. */
  readonly tag?: string;
}

/** All that was read of a service at about one time. */
export interface Look {
  readonly snapshot: ServiceSnapshot;
  readonly tasks: readonly LiveTask[];
  readonly serviceDeployments: readonly ServiceDeployment[];
  /** By ARN. */
  readonly revisions: ReadonlyMap<string, ServiceRevision>;
  /** What is remembered of it. */
  readonly known: readonly SeenDeployment[];
  readonly asked: readonly AskedFor[];
}

/** The tasks that a deployment started: by their own word, else by the revision where no other has the same. */
export function tasksOf({ id, taskDefinition }: Deployment, { snapshot, tasks }: Look): readonly LiveTask[] {
  const isAlone = snapshot.deployments.every(
    (other) => other.id === id || other.taskDefinition !== taskDefinition,
  );
  return tasks.filter((task) =>
    task.startedBy === undefined ? isAlone && task.taskDefinition === taskDefinition : task.startedBy === id,
  );
}

/**
 * The deployments that a look shows, with what it says of each: those that the service lists, and those of which only
 * the service deployment is left. What tasks report is what ran; what ECS says of a revision counts only for a
 * deployment that is over and of whose tasks nobody saw any, because under a mutable tag tasks may run something else.
 */
export function seeDeployments(look: Look): readonly SeenDeployment[] {
  const links = linksOf(look);
  const { snapshot, serviceDeployments } = look;
  const listed = snapshot.deployments.map((one): SeenDeployment => {
    const rolls = serviceDeployments.find(({ arn }) => links.get(arn) === one.id);
    const said = rolls?.target && look.revisions.get(rolls.target.arn);
    return {
      id: one.id,
      ...(rolls ? { serviceDeployment: rolls.arn } : {}),
      taskDefinition: one.taskDefinition,
      images: [...imagesOf(tasksOf(one, look)), ...undigested(said)],
      at: one.createdAt,
      ...ended(endSeen(one.id, snapshot, rolls)),
      ...runOf(look, one.id),
    };
  });
  const isListed = (id: string | undefined): boolean => snapshot.deployments.some((one) => one.id === id);
  const gone = serviceDeployments.filter(({ arn }) => !isListed(links.get(arn)));
  return [...listed, ...gone.flatMap((one) => leftOf(one, links.get(one.arn), look))];
}

/** Which deployment each service deployment rolls out, as far as it was said or can be told. */
function linksOf({ snapshot, serviceDeployments, revisions, known, asked }: Look): Map<string, string> {
  const links = new Map<string, string>();
  for (const { id, serviceDeployment } of [...known, ...asked])
    if (id !== undefined && serviceDeployment !== undefined) links.set(serviceDeployment, id);
  const linked = new Set(links.values());
  const listed = snapshot.deployments.map(({ id, taskDefinition, createdAt: at, status }) => ({
    id,
    taskDefinition,
    at,
    is: status === 'PRIMARY' ? ('primary' as const) : ('older' as const),
  }));
  const gone = known.flatMap(({ id, taskDefinition, at }) =>
    id === undefined || listed.some((one) => one.id === id)
      ? []
      : [{ id, taskDefinition, at, is: 'older' as const }],
  );
  const unlinked = serviceDeployments.flatMap(({ arn, target, createdAt: at, rollback }) => {
    const taskDefinition =
      (target && revisions.get(target.arn)?.taskDefinition) ??
      known.find((one) => one.serviceDeployment === arn)?.taskDefinition;
    return links.has(arn) || taskDefinition === undefined
      ? []
      : [{ arn, taskDefinition, at, goes: rollback ? ('back' as const) : ('forward' as const) }];
  });
  const free = [...listed, ...gone].filter(({ id }) => !linked.has(id));
  for (const [arn, id] of linkDeployments(free, unlinked)) links.set(arn, id);
  return links;
}

/** What a service deployment says of a deployment that the service doesn't list (any more). */
function leftOf(one: ServiceDeployment, id: string | undefined, look: Look): readonly SeenDeployment[] {
  const known = look.known.find((other) => other.serviceDeployment === one.arn);
  const revision = one.target && look.revisions.get(one.target.arn);
  const taskDefinition = revision?.taskDefinition ?? known?.taskDefinition;
  if (taskDefinition === undefined) return [];
  const end = endSeen(id ?? one.arn, look.snapshot, one);
  const wasSeenRunning = known?.images.some(({ digest }) => digest !== undefined) ?? false;
  const facts = {
    serviceDeployment: one.arn,
    taskDefinition,
    images: end && !wasSeenRunning ? (revision?.images ?? []) : undigested(revision),
    at: one.createdAt,
    ...ended(end),
  };
  return [id === undefined ? facts : { ...facts, id, ...runOf(look, id) }];
}

const ended = (end: DeploymentEnd | undefined): { readonly end?: DeploymentEnd } => (end ? { end } : {});

const runOf = ({ asked }: Look, id: string): Pick<SeenDeployment, 'run' | 'tag'> => {
  const found = asked.find((one) => one.id === id);
  if (!found) return {};
  return { run: found.run, ...(found.tag === undefined ? {} : { tag: found.tag }) };
};

/** Tasks that haven't started show what they are to run, without a digest. */
const imagesOf = (tasks: readonly LiveTask[]): DeployedImage[] =>
  tasks.flatMap(({ containers }) =>
    containers.flatMap(({ name: container, image, digest }) =>
      image === undefined ? [] : [{ container, image, ...(digest === undefined ? {} : { digest }) }],
    ),
  );

const undigested = (revision: ServiceRevision | undefined): DeployedImage[] =>
  (revision?.images ?? []).map(({ container, image }) => ({ container, image }));
