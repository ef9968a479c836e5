import type { DeploymentState, ServiceState, TaskState } from '../ecs/world/state.ts';
import type { ServiceAction, ToldDeployment } from './ecs-events.ts';

/** What an event tells of a service between two looks at it. */
export type ServiceChange =
  | { readonly kind: 'deployment'; readonly deployment: ToldDeployment }
  | { readonly kind: 'action'; readonly action: ServiceAction; readonly at: number }
  | { readonly kind: 'task'; readonly task: TaskState };

/** The sentences among a service's events that ECS tells as service actions, too. */
const ACTIONS: readonly (readonly [RegExp, ServiceAction])[] = [
  [/ has reached a steady state\.$/, 'SERVICE_STEADY_STATE'],
  [/ is unable to consistently start tasks successfully\./, 'SERVICE_TASK_START_IMPAIRED'],
  [/ was unable to place a task/, 'SERVICE_TASK_PLACEMENT_FAILURE'],
];

/** How a deployment began: a look may come when it has ended already. */
const began = ({ id, purpose, rolloutState, rolloutReason, createdAt }: DeploymentState): ToldDeployment => ({
  id,
  rolloutState: 'IN_PROGRESS',
  // A rollback keeps what it says of itself while it goes on; every other deployment says this.
  rolloutReason:
    purpose === 'rollback' && rolloutState === 'IN_PROGRESS'
      ? rolloutReason
      : `ECS deployment ${id} in progress.`,
  updatedAt: createdAt,
});

function deploymentChanges(before: ServiceState, after: ServiceState): ServiceChange[] {
  // Oldest first: what failed is told before the rollback that follows from it.
  return after.deployments.toReversed().flatMap((one) => {
    const was = before.deployments.find(({ id }) => id === one.id);
    if (was?.rolloutState === one.rolloutState) return [];
    const beginning: ToldDeployment[] = was === undefined ? [began(one)] : [];
    const told: ToldDeployment[] = one.rolloutState === 'IN_PROGRESS' ? beginning : [...beginning, one];
    return told.map((deployment) => ({ kind: 'deployment', deployment }) as const);
  });
}

/** What happened to a service between two looks at it, in the order of deployments, actions and tasks. */
export function changesOf(before: ServiceState, after: ServiceState): ServiceChange[] {
  const seen = new Set(before.events.map(({ id }) => id));
  const actions = after.events
    .filter(({ id }) => !seen.has(id))
    .toReversed()
    .flatMap(({ message, at }): ServiceChange[] => {
      const action = ACTIONS.find(([sentence]) => sentence.test(message))?.[1];
      return action === undefined ? [] : [{ kind: 'action', action, at }];
    });
  const tasks = after.tasks
    .filter((task) => {
      const was = before.tasks.find(({ id }) => id === task.id);
      return was?.lastStatus !== task.lastStatus || was.desiredStatus !== task.desiredStatus;
    })
    .map((task): ServiceChange => ({ kind: 'task', task }));
  return [...deploymentChanges(before, after), ...actions, ...tasks];
}
