/** One task of a service. */
export interface TaskView {
  /** A task id, or its beginning. */
  id: string;
  status: 'PENDING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPED';
  /** The deployment that started it. */
  deployment: string;
  /** Why it stopped; empty while it hasn't. */
  reason: string;
}

/** One deployment of a service, as ECS tells it. */
export interface DeploymentView {
  id: string;
  /** PRIMARY, ACTIVE, INACTIVE. */
  status: string;
  /** IN_PROGRESS, COMPLETED, FAILED. */
  state: string;
  running: number;
  desired: number;
  failed: number;
}

/** One service of the world. Counts are tasks. */
export interface ServiceView {
  stack: string;
  /** As ECS calls it. */
  name: string;
  /** What people call it, where that differs. */
  short?: string;
  desired: number;
  running: number;
  pending: number;
  revision: string;
  deployments: DeploymentView[];
  /** Those that are there, and the last that failed; oldest first. */
  tasks: TaskView[];
  /** The newest service event; empty when there is none. */
  lastEvent: string;
}

/** Everything the page shows of the world. */
export interface WorldView {
  services: ServiceView[];
}

/** What makes something go wrong: a switch that stays as it is put, or a push that strikes once. */
export interface FaultSwitch {
  id: string;
  label: string;
  /** What it strikes, as a heading: `Slack`. */
  group: string;
  how: 'switch' | 'push';
  /** Whether a switch is on; false for a push. */
  on: boolean;
}

/** What the page shows beside the channel. Implemented by the ECS sandbox's side; every value is plain data. */
export interface WorldPanel {
  /** Called on each change. */
  view(): WorldView;
  /** Calls the listener after each change until the returned function is called. */
  onChange(listener: () => void): () => void;
  faults(): FaultSwitch[];
  /** Turns a fault on or off; a push strikes when it is turned on. Throws when there is no such fault. */
  setFault(id: string, on: boolean): void;
}
