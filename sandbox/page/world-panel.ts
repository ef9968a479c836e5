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
  name: string;
  desired: number;
  running: number;
  pending: number;
  revision: string;
  deployments: DeploymentView[];
  /** The newest service event; empty when there is none. */
  lastEvent: string;
}

/** Everything the page shows of the world. */
export interface WorldView {
  services: ServiceView[];
}

/** A switch of the page that makes something go wrong. */
export interface FaultSwitch {
  id: string;
  label: string;
  on: boolean;
}

/** What the page shows beside the channel. Implemented by the ECS sandbox's side; every value is plain data. */
export interface WorldPanel {
  /** Called on each change. */
  view(): WorldView;
  /** Calls the listener after each change until the returned function is called. */
  onChange(listener: () => void): () => void;
  faults(): FaultSwitch[];
  /** Turns a fault on or off. Throws when there is no such fault. */
  setFault(id: string, on: boolean): void;
}
