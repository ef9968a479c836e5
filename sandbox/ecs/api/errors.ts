/** A refusal in ECS's words: sent with this `__type`, this message and this HTTP status. */
export class EcsError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.name = 'EcsError';
    this.type = type;
    this.status = status;
  }
}

/** A parameter is wrong. */
export const invalidParameter = (message: string): EcsError =>
  new EcsError('InvalidParameterException', message);

/** No such cluster in this region. */
export const clusterNotFound = (): EcsError => new EcsError('ClusterNotFoundException', 'Cluster not found.');

/** No such service in this cluster. */
export const serviceNotFound = (): EcsError => new EcsError('ServiceNotFoundException', 'Service not found.');

/** Too many calls: nothing was done. */
export const throttled = (): EcsError => new EcsError('ThrottlingException', 'Rate exceeded');

/** No permission. The sentence is the one that IAM gives (IAM User Guide, "Troubleshoot access denied"). */
export const accessDenied = (account: string, action: string, resource: string): EcsError =>
  new EcsError(
    'AccessDeniedException',
    `User: arn:aws:sts::${account}:assumed-role/wheelhouse/wheelhouse is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
