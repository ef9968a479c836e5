import type { Task } from '@aws-sdk/client-ecs';
import type { ExecReadiness, LiveTask } from '../../domain/tasks/service-tasks.ts';
import { required } from './required.ts';

const AGENT = 'ExecuteCommandAgent';

function execOf({ enableExecuteCommand, containers = [] }: Task): ExecReadiness {
  if (!enableExecuteCommand) return 'off';
  const agents = containers.flatMap(({ managedAgents = [] }) =>
    managedAgents.filter(({ name }) => name === AGENT),
  );
  return agents.some(({ lastStatus }) => lastStatus === 'RUNNING') ? 'ready' : 'agent-not-running';
}

/** Every container of a task in mode awsvpc has the task's one address (ECS API, NetworkInterface). */
function addressOf({ containers = [] }: Task): { readonly address?: string } {
  const [address] = containers.flatMap(({ networkInterfaces = [] }) =>
    networkInterfaces.flatMap(
      ({ privateIpv4Address, ipv6Address }) => privateIpv4Address ?? ipv6Address ?? [],
    ),
  );
  return address === undefined ? {} : { address };
}

/** A task that hasn't stopped, in the domain's words. Throws Unreadable without an ARN or a container's name. */
export const liveTask = (from: Task): LiveTask => ({
  taskArn: required(from.taskArn, 'task.taskArn'),
  status: from.lastStatus ?? 'UNKNOWN',
  health:
    from.healthStatus === 'HEALTHY' || from.healthStatus === 'UNHEALTHY' ? from.healthStatus : 'UNKNOWN',
  ...(from.availabilityZone === undefined ? {} : { zone: from.availabilityZone }),
  ...addressOf(from),
  taskDefinition: required(from.taskDefinitionArn, 'task.taskDefinitionArn'),
  ...(from.startedBy === undefined ? {} : { startedBy: from.startedBy }),
  ...(from.startedAt === undefined ? {} : { startedAt: from.startedAt.getTime() }),
  exec: execOf(from),
  containers: (from.containers ?? []).map((container) => ({
    name: required(container.name, 'container.name'),
    ...(container.image === undefined ? {} : { image: container.image }),
    ...(container.imageDigest === undefined ? {} : { digest: container.imageDigest }),
  })),
});
