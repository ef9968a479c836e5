import { seeDeployments } from '../../../domain/history/see-deployments.ts';
import type { SeenDeployment } from '../../../domain/ports/deployment-history.ts';
import type { ServiceSeen } from './read-service.ts';

/**
 * The deployments of a service, newest first: those that are remembered, and those that ECS lists now and nobody has
 * remembered yet, since the memory is a worker's, and workers may be away. Undefined where neither could be read.
 */
export function knownDeployments({
  snapshot,
  tasks,
  history,
}: Pick<ServiceSeen, 'snapshot' | 'tasks' | 'history'>): readonly SeenDeployment[] | undefined {
  if (!snapshot) return history;
  const known = history ?? [];
  const listed = seeDeployments({
    snapshot,
    tasks: tasks?.live ?? [],
    serviceDeployments: [],
    revisions: new Map(),
    known,
    asked: [],
  });
  const remembered = known.map((one): SeenDeployment => {
    const end = one.end ?? listed.find(({ id }) => id !== undefined && id === one.id)?.end;
    return end ? { ...one, end } : one;
  });
  const others = listed.filter(({ id }) => !known.some((one) => one.id === id));
  return [...remembered, ...others].sort((a, b) => b.at - a.at);
}
