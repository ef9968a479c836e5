import type { TaskFailure } from './options.ts';
import * as say from './sentences.ts';
import type { ServiceState, TaskState } from './state.ts';

/** What a failure's words may be about. */
export interface Struck {
  readonly service: ServiceState;
  /** The image of the task's revision. */
  readonly image: string;
}

/** How a task fails. */
export type FailureScript = {
  /** Whether a rollback's tasks are spared. */
  readonly ofTheRelease: boolean;
} & (
  | { /** No task is made at all. */ readonly stage: 'placing'; readonly event: string }
  | {
      /** It never runs. */
      readonly stage: 'starting';
      readonly reason: (struck: Struck) => string;
      /** Whether ECS says it of the container, too. */
      readonly ofContainer: boolean;
    }
  | {
      /** It runs, and ends. */
      readonly stage: 'running';
      readonly stopCode: string;
      readonly reason: string;
      readonly exitCode?: number;
      readonly containerReason?: string;
      /** What it writes to its log before the end. */
      readonly log?: readonly string[];
    }
  | {
      /** It runs, and is taken for ill. */
      readonly stage: 'checking';
      readonly reason: (service: ServiceState) => string;
      readonly event?: (service: ServiceState, task: TaskState) => string;
    }
  | { /** Nothing happens to it. */ readonly stage: 'pending' }
);

const starting = (
  words: string,
  more: { readonly ofContainer?: boolean; readonly ofTheRelease?: boolean } = {},
): FailureScript => ({
  stage: 'starting',
  ofTheRelease: true,
  ofContainer: false,
  ...more,
  reason: ({ service, image }) =>
    words
      .replaceAll('IMAGE', image)
      .replaceAll(
        'SECRET',
        `${service.arn.replace(/:ecs:([^:]+):(\d+):.*/, ':secretsmanager:$1:$2')}:secret:${service.name}/database-AbCdEf`,
      ),
});

const pull = (words: string): FailureScript =>
  starting(`CannotPullContainerError: ${words}`, { ofContainer: true });
const secret = (words: string): FailureScript =>
  starting(
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): ${words}`,
  );

const exits = (exitCode: number, log?: readonly string[], containerReason?: string): FailureScript => ({
  stage: 'running',
  ofTheRelease: true,
  stopCode: 'EssentialContainerExited',
  reason: 'Essential container in task exited',
  exitCode,
  ...(log === undefined ? {} : { log }),
  ...(containerReason === undefined ? {} : { containerReason }),
});

const unplaced = (event: string): FailureScript => ({ stage: 'placing', ofTheRelease: false, event });

const ended = (stopCode: string, reason: string): FailureScript => ({
  stage: 'running',
  ofTheRelease: false,
  stopCode,
  reason,
});

/**
 * Every way to fail. The words are those of the ECS Developer Guide ("Stopped task error messages", "Amazon ECS
 * service event messages"), of error reports that operators have published, and of the libraries that write the logs.
 */
export const failureScripts: Readonly<Record<TaskFailure, FailureScript>> = {
  'image-pull': {
    stage: 'starting',
    ofTheRelease: true,
    ofContainer: true,
    reason: ({ image }) => say.cannotPull(image),
  },
  'image-denied': pull(
    'pull image manifest has been retried 1 time(s): failed to resolve ref IMAGE: pulling from host failed with status code [manifests latest]: 403 Forbidden',
  ),
  'image-unreachable': pull(
    'ref pull has been retried 5 time(s): failed to resolve ref IMAGE: failed to do request: dial tcp 10.0.3.17:443: i/o timeout',
  ),
  'image-registry-limit': pull(
    'inspect image has been retried 5 time(s): IMAGE: toomanyrequests: You have reached your pull rate limit.',
  ),
  'image-architecture': pull(
    "pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
  ),
  'image-disk': pull('failed to register layer of IMAGE: no space left on device'),
  'secret-missing': secret(
    "failed to fetch secret SECRET from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
  ),
  'secret-denied': secret(
    'AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/execution/0 is not authorized to perform: secretsmanager:GetSecretValue on resource: SECRET',
  ),
  'secret-key-missing': secret(
    'retrieved secret from Secrets Manager did not contain json key client_secret',
  ),
  'secret-unreachable': secret(
    'There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. failed to fetch secret SECRET: RequestCanceled: context deadline exceeded',
  ),
  'key-denied': secret(
    'failed to fetch secret SECRET from secrets manager: AccessDeniedException: Access to KMS is not allowed',
  ),
  'log-group': starting(
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
  ),
  'role-missing': starting(
    "ECS was unable to assume the role 'arn:aws:iam::000000000000:role/registry-task' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
  ),
  'file-system': starting(
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out : unsuccessful EFS utils command execution; code: 32',
  ),
  'network-interface': starting('Timeout waiting for network interface provisioning to complete.', {
    ofTheRelease: false,
  }),
  command: starting(
    'CannotStartContainerError: failed to create containerd task: failed to create shim task: exec: "uvicorn": executable file not found in $PATH: unknown',
    { ofContainer: true },
  ),
  crash: exits(1),
  'out-of-memory': exits(
    137,
    ['INFO loading embeddings'],
    'OutOfMemoryError: Container killed due to memory usage',
  ),
  killed: exits(137),
  'segmentation-fault': exits(139),
  'told-to-end': exits(143),
  finished: exits(0, ['INFO done']),
  'wrong-architecture': exits(1, ['exec /usr/local/bin/docker-entrypoint.sh: exec format error']),
  'database-unreachable': exits(1, [
    'ERROR pymongo.errors.ServerSelectionTimeoutError: documentdb:27017: timed out',
  ]),
  'database-credentials': exits(1, [
    "ERROR 1045 (28000): Access denied for user 'keycloak'@'10.0.1.7' (using password: YES)",
  ]),
  'name-not-found': exits(1, ['Error: getaddrinfo ENOTFOUND kc.us-east-1.example.com']),
  certificate: exits(1, [
    'ERROR requests.exceptions.SSLError: certificate verify failed: unable to get local issuer certificate',
  ]),
  unauthorized: exits(1, ['ERROR token request to Keycloak failed: 401 Unauthorized']),
  permission: exits(1, [
    'ERROR AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/task/0 is not authorized to perform: bedrock:InvokeModel on resource: *',
  ]),
  environment: exits(1, ['Traceback (most recent call last):', "KeyError: 'SECRET_KEY'"]),
  'port-in-use': exits(1, [
    'ERROR [Errno 98] error while attempting to bind on address: address already in use',
  ]),
  unreachable: exits(1, ['Error: connect ECONNREFUSED 10.0.4.5:8888']),
  unhealthy: { stage: 'checking', ofTheRelease: true, reason: say.failedHealthChecks, event: say.unhealthy },
  'target-timeout': {
    stage: 'checking',
    ofTheRelease: true,
    reason: say.failedHealthChecks,
    event: (service, task) => say.unhealthy(service, task, 'Request timed out'),
  },
  'target-status': {
    stage: 'checking',
    ofTheRelease: true,
    reason: say.failedHealthChecks,
    event: (service, task) => say.unhealthy(service, task, 'Health checks failed with these codes: [502]'),
  },
  'container-health': {
    stage: 'checking',
    ofTheRelease: true,
    reason: () => 'Task failed container health checks',
  },
  'no-capacity': unplaced(say.noCapacity),
  'too-small': unplaced(
    'no container instance met all of its requirements. The closest matching (container-instance 0123456789abcdef) has insufficient memory available.',
  ),
  quota: unplaced("You've reached the limit on the number of vCPUs you can run concurrently."),
  addresses: unplaced('Insufficient free addresses in subnet subnet-0123456789abcdef0.'),
  spot: ended('SpotInterruption', 'Your Spot Task was interrupted.'),
  infrastructure: ended('TerminationNotice', 'Task has been marked for retirement.'),
  'unheard-of': ended('NewStopCode', 'Something that this build has never heard of'),
  stuck: { stage: 'pending', ofTheRelease: false },
};
