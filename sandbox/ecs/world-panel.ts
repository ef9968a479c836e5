import type { DeploymentView, ServiceView, TaskView, WorldPanel } from '../page/world-panel.ts';
import type { Fault } from './http/faults.ts';
import type { EcsSandbox } from './sandbox.ts';
import type { TaskFailure } from './world/options.ts';
import type { DeploymentState, ServiceState, TaskState } from './world/state.ts';
import { countOf, primaryOf, wanted } from './world/state.ts';

type Switch =
  | { readonly kind: 'tasks'; readonly id: string; readonly label: string; readonly failure: TaskFailure }
  | {
      readonly kind: 'calls';
      readonly id: string;
      readonly label: string;
      readonly call: string;
      readonly fault: Fault;
    }
  | { readonly kind: 'away'; readonly id: string; readonly label: string };

const switches: readonly Switch[] = [
  { kind: 'tasks', id: 'image-pull', label: 'Next image pulls fail', failure: 'image-pull' },
  { kind: 'tasks', id: 'crash', label: 'New tasks crash', failure: 'crash' },
  { kind: 'tasks', id: 'unhealthy', label: 'New tasks are unhealthy', failure: 'unhealthy' },
  { kind: 'tasks', id: 'no-capacity', label: 'No capacity for new tasks', failure: 'no-capacity' },
  { kind: 'tasks', id: 'stuck', label: 'New tasks stay pending', failure: 'stuck' },
  {
    kind: 'calls',
    id: 'update-500',
    label: 'UpdateService answers 500 after having done it',
    call: 'UpdateService',
    fault: { kind: 'status', status: 500, when: 'after' },
  },
  {
    kind: 'calls',
    id: 'throttle',
    label: 'ECS throttles every call',
    call: '*',
    fault: { kind: 'throttle' },
  },
  {
    kind: 'calls',
    id: 'deny-update',
    label: 'The role lacks ecs:UpdateService',
    call: 'UpdateService',
    fault: { kind: 'deny' },
  },
  { kind: 'away', id: 'away', label: "ECS can't be reached" },
];

/** So many tasks that failed are shown beside those that are there, while their deployment is. */
const FAILED_SHOWN = 3;

const taskView = ({ id, lastStatus, deploymentId, containerReason, stoppedReason }: TaskState): TaskView => ({
  id: id.slice(0, 8),
  status: lastStatus,
  deployment: deploymentId,
  reason: containerReason ?? stoppedReason ?? '',
});

const taskViews = ({ tasks, deployments }: ServiceState): TaskView[] => {
  const there = new Set(deployments.map(({ id }) => id));
  const failed = tasks.filter(
    (task) => task.lastStatus === 'STOPPED' && task.fate !== 'runs' && there.has(task.deploymentId),
  );
  const shown = new Set(failed.slice(-FAILED_SHOWN));
  return tasks.filter((task) => task.lastStatus !== 'STOPPED' || shown.has(task)).map(taskView);
};

const deploymentView = (service: ServiceState, deployment: DeploymentState): DeploymentView => {
  const tasks = wanted(service, deployment.id);
  return {
    id: deployment.id,
    status: deployment.status,
    state: deployment.rolloutState,
    running: countOf(tasks, 'RUNNING'),
    desired: deployment.status === 'PRIMARY' ? service.desired : tasks.length,
    failed: deployment.failed,
  };
};

const serviceView = (service: ServiceState): ServiceView => {
  const tasks = wanted(service);
  return {
    stack: service.stack,
    name: service.name,
    desired: service.desired,
    running: countOf(tasks, 'RUNNING'),
    pending: countOf(tasks, 'PENDING'),
    revision: primaryOf(service).taskDefinition.replace(/^.*\//, ''),
    deployments: service.deployments.map((one) => deploymentView(service, one)),
    tasks: taskViews(service),
    lastEvent: service.events[0]?.message ?? '',
  };
};

/** The panel of a sandbox. Only one way for new tasks to fail is on at a time: turning one on ends the other. */
export const ecsWorldPanel = (sandbox: EcsSandbox): WorldPanel => {
  let failure: TaskFailure | undefined;
  let away = false;
  const callFaults = new Map<string, () => void>();
  const listeners = new Set<() => void>();

  const isOn = (one: Switch): boolean => {
    if (one.kind === 'tasks') return failure === one.failure;
    return one.kind === 'calls' ? callFaults.has(one.id) : away;
  };
  const setTasks = (next: TaskFailure | undefined) => {
    failure = next;
    for (const { region, cluster, name } of sandbox.services())
      sandbox.script({ region, cluster, service: name }, next && { kind: next });
  };
  return {
    view: () => ({ services: sandbox.services().map(serviceView) }),
    onChange: (listener) => {
      const forget = sandbox.onChange(listener);
      listeners.add(listener);
      return () => {
        forget();
        listeners.delete(listener);
      };
    },
    faults: () =>
      switches.map((one) => ({
        id: one.id,
        label: one.label,
        group: one.kind === 'tasks' ? 'New tasks' : 'ECS',
        how: 'switch',
        on: isOn(one),
      })),
    setFault: (id, on) => {
      const one = switches.find((other) => other.id === id);
      if (one === undefined)
        throw new Error(`No fault ${id}. There are: ${switches.map((other) => other.id).join(', ')}.`);
      if (isOn(one) === on) return;
      if (one.kind === 'tasks') {
        setTasks(on ? one.failure : undefined);
      } else if (one.kind === 'away') {
        away = on;
        sandbox.away(on);
      } else if (on) {
        callFaults.set(id, sandbox.faults.next(one.call, one.fault, Number.POSITIVE_INFINITY));
      } else {
        callFaults.get(id)?.();
        callFaults.delete(id);
      }
      for (const listener of listeners) listener();
    },
  };
};
