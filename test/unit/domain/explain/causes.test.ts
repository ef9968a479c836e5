import { expect, test } from 'vitest';
import { causes, explain } from '../../../../src/domain/explain/explain.ts';
import { evidenceOf, type Said } from './evidence.ts';

const IMAGE = '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry:latest';
const failedToStart = (reason: string): Said => ({ stop: ['TaskFailedToStart', reason] });
const pull = (reason: string): Said => failedToStart(`CannotPullContainerError: ${reason}`);
const secrets = (reason: string): Said =>
  failedToStart(
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ${reason}`,
  );
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:keycloak/database-AbCdEf';
const event = (message: string): Said => ({ event: `(service mcp-gateway-v2-registry) ${message}` });
const exited = (exit: number, container?: string): Said =>
  container === undefined ? { exit } : { exit, container };
const logs = (log: string): readonly Said[] => [exited(1), { log }];

/**
 * What ECS, tasks and logs say (ECS developer guide: stopped task errors, service event messages), and what a person
 * reads. Every cause has a row at least, and every one of the runbooks' troubleshooting sections that ECS or a log shows.
 */
const cases: readonly (readonly [cause: string, said: Said | readonly Said[], reads: RegExp])[] = [
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
  [
    'out-of-memory',
    exited(137, 'OutOfMemoryError: Container killed due to memory usage'),
    /more memory than it may have/,
  ],
  ['killed', exited(137), /^registry was killed \(137\)/],
  ['segmentation-fault', exited(139), /139, segmentation fault/],
  ['told-to-end', exited(143), /143, SIGTERM/],
  ['finished', exited(0), /ended by itself without an error/],
  ['crash', exited(3), /^registry crashes: it exited with 3$/],
  ['stopped-by-hand', { stop: ['UserInitiated', 'Task stopped by user'] }, /Somebody stopped the task/],
  [
    'container-exited',
    { stop: ['EssentialContainerExited', 'Essential container in task exited'] },
    /gives no exit code/,
  ],
  [
    'database-credentials',
    logs('FATAL: password authentication failed for user "keycloak"'),
    /refuses the application's credentials/,
  ],
  [
    'database-credentials',
    logs("ERROR 1045: Access denied for user 'keycloak'@'10.0.1.7' (using password: YES)"),
    /refuses the application's credentials/,
  ],
  [
    'database-unreachable',
    logs('ERROR com.mysql.cj.jdbc.exceptions: Communications link failure'),
    /doesn't reach its database/,
  ],
  [
    'database-unreachable',
    logs('pymongo.errors.ServerSelectionTimeoutError: docdb.cluster:27017: timed out'),
    /doesn't reach its database/,
  ],
  ['database-unreachable', logs('Error: connect ECONNREFUSED 10.0.4.5:6379'), /doesn't reach its database/],
  [
    'name-not-found',
    logs('Error: getaddrinfo ENOTFOUND kc.us-east-1.mycorp.click'),
    /can't find a host by its name \(kc\.us-east-1\.mycorp\.click\)/,
  ],
  [
    'certificate',
    logs('requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'),
    /refuses the certificate/,
  ],
  ['unauthorized', logs('ERROR token request failed: 401 Unauthorized'), /refuses its credentials \(401\)/],
  [
    'permission',
    logs(
      'botocore.exceptions.ClientError: AccessDenied: User: x is not authorized to perform: bedrock:InvokeModel on resource: y',
    ),
    /lacks a permission .*: bedrock:InvokeModel/,
  ],
  ['environment', logs("KeyError: 'SECRET_KEY'"), /environment variable is missing or wrong \(SECRET_KEY\)/],
  ['environment', logs('ERROR Environment variable KEYCLOAK_URL is not set'), /\(KEYCLOAK_URL\)/],
  [
    'port-in-use',
    logs('OSError: [Errno 98] error while attempting to bind on address: address already in use'),
    /port is taken/,
  ],
  [
    'unreachable',
    logs('Error: connect ECONNREFUSED 10.0.4.5:8888'),
    /doesn't reach something it needs \(10\.0\.4\.5:8888\)/,
  ],
  [
    'container-health',
    { stop: ['ServiceSchedulerInitiated', 'Task failed container health checks'] },
    /fails its own health check/,
  ],
  [
    'target-timeout',
    event('(task 0123) (port 7860) is unhealthy in (target-group arn) due to (reason Request timed out)'),
    /no answer from the tasks in time/,
  ],
  [
    'target-status',
    event(
      '(task 0123) (port 7860) is unhealthy in (target-group arn) due to (reason Health checks failed with these codes: [502])',
    ),
    /health check gets 502/,
  ],
  [
    'unhealthy-target',
    { stop: ['ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group arn)'] },
    /doesn't find the tasks healthy/,
  ],
  [
    'unhealthy-in-discovery',
    event('(instance 0123) is unhealthy in service registry'),
    /Service discovery counts tasks as unhealthy/,
  ],
  [
    'cannot-start',
    event(
      'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.',
    ),
    /fail to start again and again/,
  ],
];

test.each(cases)('%s', (cause, said, reads) => {
  const explanation = explain(evidenceOf(Array.isArray(said) ? said : [said]));
  expect(explanation).toMatchObject({ kind: 'known', cause, standing: 'troubled' });
  expect(explanation.sentence).toMatch(reads);
  expect(explanation.evidence.length).toBeGreaterThan(0);
  expect(explanation.mend).toMatch(/\.$/);
});

test('every cause has a row', () => {
  const shown = new Set(cases.map(([cause]) => cause));
  expect(causes.map(({ cause }) => cause).filter((cause) => !shown.has(cause))).toEqual([]);
});

test('nothing that pulls the same image again is called worth a try', () => {
  const pulls = causes.filter(({ cause }) => cause.startsWith('image-') && cause !== 'image-registry-limit');
  expect(pulls.map(({ again }) => again)).toEqual(pulls.map(() => 'fails-again'));
});
