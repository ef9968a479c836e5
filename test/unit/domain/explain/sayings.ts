import type { Said } from './evidence.ts';

/** A cause, what is said, and what a person reads. */
export type Case = readonly [cause: string, said: Said | readonly Said[], reads: RegExp];

const IMAGE = '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry:latest';
const failedToStart = (reason: string): Said => ({ stop: ['TaskFailedToStart', reason] });
const pull = (reason: string): Said => failedToStart(`CannotPullContainerError: ${reason}`);
const secrets = (reason: string): Said =>
  failedToStart(
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ${reason}`,
  );
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:keycloak/database-AbCdEf';

/** A service event. */
export const event = (message: string): Said => ({ event: `(service mcp-gateway-v2-registry) ${message}` });
/** A task whose container ended so. */
export const exited = (exit: number, container?: string): Said =>
  container === undefined ? { exit } : { exit, container };

/** What keeps a task from running: images, secrets, roles, networks, commands, capacity. */
export const platformCases: readonly Case[] = [
  [
    'image-missing',
    pull(
      `pull image manifest has been retried 7 time(s): failed to resolve ref ${IMAGE}: ${IMAGE}: not found`,
    ),
    /^The image mcp-gateway-registry:latest isn't in the registry$/,
  ],
  [
    'image-missing',
    event("Ecouldn't pull image: repository does not exist or may require authentication"),
    /isn't in the registry/,
  ],
  [
    'image-denied',
    pull(
      `pull image manifest has been retried 1 time(s): failed to resolve ref ${IMAGE}: pulling from host failed with status code [manifests latest]: 403 Forbidden`,
    ),
    /execution role isn't let in/,
  ],
  [
    'image-denied',
    secrets(
      'unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
    ),
    /execution role isn't let in/,
  ],
  [
    'image-unreachable',
    pull(
      `failed to resolve ref "${IMAGE}": failed to do request: Head "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/mcp-gateway-registry/manifests/latest": dial tcp 10.0.3.17:443: i/o timeout`,
    ),
    /mcp-gateway-registry:latest can't be pulled: the task doesn't reach the registry/,
  ],
  [
    'image-registry-limit',
    pull(
      'inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code 429 Too Many Requests: toomanyrequests: You have reached your pull rate limit',
    ),
    /the registry limits pulls/,
  ],
  [
    'image-architecture',
    pull(
      "pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    ),
    /isn't built for the architecture .*\(linux\/amd64\)/,
  ],
  [
    'image-disk',
    pull('failed to register layer: no space left on device'),
    /doesn't fit into the task's storage/,
  ],
  ['image-pull', pull('ref pull has been retried 1 time(s): something new'), /^The image can't be pulled$/],
  [
    'secret-missing',
    secrets(
      "unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:us-east-1:111122223333:secret:keycloak/database-AbCdEf from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    ),
    /^The secret keycloak\/database-AbCdEf isn't there/,
  ],
  [
    'secret-missing',
    secrets(
      `unable to retrieve secret from asm: InvalidRequestException: You can't perform this operation on the secret ${SECRET} because it was marked for deletion.`,
    ),
    /^The secret keycloak\/database-AbCdEf is being deleted$/,
  ],
  [
    'secret-missing',
    failedToStart(
      'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid parameters: /keycloak/admin_password',
    ),
    /isn't there/,
  ],
  [
    'secret-denied',
    secrets(
      `unable to retrieve secret from asm: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0 is not authorized to perform: secretsmanager:GetSecretValue on resource: ${SECRET} because no identity-based policy allows it`,
    ),
    /^The secret keycloak\/database-AbCdEf is refused to the task's execution role$/,
  ],
  [
    'secret-key-missing',
    secrets(
      'unable to retrieve secret from asm: retrieved secret from Secrets Manager did not contain json key client_secret',
    ),
    /lacks the key client_secret/,
  ],
  [
    'secret-unreachable',
    secrets(
      'unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. failed to fetch secret: RequestCanceled: context deadline exceeded',
    ),
    /doesn't reach Secrets Manager/,
  ],
  [
    'key-denied',
    secrets(
      `unable to retrieve secret from asm: failed to fetch secret ${SECRET}: AccessDeniedException: Access to KMS is not allowed`,
    ),
    /may not use its KMS key/,
  ],
  [
    'log-group',
    failedToStart(
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
    ),
    /log group isn't there/,
  ],
  [
    'log-group',
    failedToStart(
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException: User is not authorized to perform: logs:CreateLogStream : exit status 1',
    ),
    /may not write to its log group/,
  ],
  [
    'role-missing',
    failedToStart(
      "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/registry-task' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions.",
    ),
    /^ECS can't assume the task's role registry-task$/,
  ],
  [
    'file-system',
    failedToStart(
      'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out',
    ),
    /file system of the task can't be mounted/,
  ],
  [
    'network-interface',
    failedToStart('Timeout waiting for network interface provisioning to complete.'),
    /network interface couldn't be made/,
  ],
  [
    'wrong-architecture',
    [exited(1), { log: 'exec /usr/local/bin/docker-entrypoint.sh: exec format error' }],
    /isn't built for the architecture/,
  ],
  [
    'command',
    failedToStart(
      'CannotStartContainerError: failed to create containerd task: exec: "uvicorn": executable file not found in $PATH: unknown',
    ),
    /command isn't in the image/,
  ],
  ['command', exited(127), /command isn't in the image/],
  [
    'container-start',
    failedToStart('CannotStartContainerError: failed to get container status'),
    /can't be started \(CannotStartContainerError\)/,
  ],
  ['task-resources', failedToStart('ResourceInitializationError: something new'), /couldn't be prepared/],
  [
    'quota',
    event(
      "was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
    ),
    /quota of Fargate vCPUs/,
  ],
  [
    'addresses',
    event('was unable to place a task. Reason: Insufficient free addresses in subnet subnet-0123.'),
    /no free address/,
  ],
  [
    'too-small',
    event(
      'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123) has insufficient memory available.',
    ),
    /enough memory free/,
  ],
  [
    'no-capacity',
    event(
      'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
    ),
    /no capacity for a task at present/,
  ],
  [
    'placement',
    event(
      'was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.',
    ),
    /No container instance meets/,
  ],
  [
    'host-port',
    event(
      'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123) is already using a port required by your task.',
    ),
    /port that a task needs is taken/,
  ],
  [
    'agent',
    event(
      "was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123) encountered error 'AGENT'.",
    ),
    /ECS agent .* isn't connected/,
  ],
  [
    'size-limit',
    event('was unable to place a task. Reason: The requested CPU configuration is above your limit.'),
    /more CPU than the account may use/,
  ],
  [
    'internal-error',
    event('was unable to place a task. Reason: Internal error.'),
    /internal error of its own/,
  ],
  [
    'addresses',
    event(
      "was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123) encountered error 'RESOURCE:ENI'.",
    ),
    /no free network interface/,
  ],
  [
    'addresses',
    event(
      'was unable to place a task. Reason: The specified subnet does not have enough free addresses to satisfy the request.',
    ),
    /no free address/,
  ],
  [
    'target-group-missing',
    event('failed to register targets: TARGET GROUP IS NOT FOUND'),
    /target group .* is gone/,
  ],
  [
    'service-role',
    event('was unable to assume the service linked role.'),
    /may not work with the load balancer/,
  ],
  [
    'throttled',
    event('operations are being throttled on Elastic Load Balancing. Will try again later.'),
    /AWS limits what ECS does .*\(Elastic Load Balancing\)/,
  ],
  [
    'deployment-settings',
    event(
      'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
    ),
    /leave no room/,
  ],
  ['spot', { stop: ['SpotInterruption', 'Your Spot Task was interrupted.'] }, /took back Spot capacity/],
  [
    'infrastructure',
    { stop: ['TerminationNotice', 'Task has been marked for retirement.'] },
    /retired the host/,
  ],
  ['infrastructure', { stop: ['InfrastructureHealth', 'Host became unhealthy.'] }, /retired the host/],
];
