import type { DeploymentEnd } from '../ports/deployment-history.ts';
import type { ServiceDeployment } from '../rollout/service-deployment.ts';
import type { ServiceSnapshot } from '../rollout/service-snapshot.ts';
import { judge, type Verdict } from '../rollout/verdict.ts';

const KIND: Readonly<Record<Exclude<Verdict['kind'], 'rolling'>, DeploymentEnd['kind']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  'rolled-back': 'rolled-back',
  superseded: 'stopped',
};

/**
 * How a deployment ended, by its service deployment, else by its own word in the service; undefined while it goes on.
 * Only a service deployment tells when.
 */
export function endSeen(
  id: string,
  snapshot: ServiceSnapshot,
  serviceDeployment: ServiceDeployment | undefined,
): DeploymentEnd | undefined {
  const { kind } = judge({ deploymentId: id, previousId: id }, snapshot, serviceDeployment);
  if (kind === 'rolling') return undefined;
  const at = serviceDeployment?.finishedAt;
  return { kind: KIND[kind], ...(at === undefined ? {} : { at }) };
}
