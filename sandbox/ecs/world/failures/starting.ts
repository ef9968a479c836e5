import * as say from '../sentences.ts';
import { type FailureScript, starting } from './script.ts';

const pull = (words: string): FailureScript =>
  starting(`CannotPullContainerError: ${words}`, { ofContainer: true });
const secret = (words: string): FailureScript =>
  starting(
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): ${words}`,
  );

/** What keeps a task from running (ECS developer guide, "Stopped task error messages"). */
export const startFailures = {
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
  'image-pull-new': pull('ref pull has been retried 1 time(s): IMAGE: something that nobody has heard of'),
  'image-auth': starting(
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/execution/0 is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
  ),
  'secret-missing': secret(
    "failed to fetch secret SECRET from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
  ),
  'secret-deleted': secret(
    "InvalidRequestException: You can't perform this operation on the secret SECRET because it was marked for deletion.",
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
  'log-denied': starting(
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/execution/0 is not authorized to perform: logs:CreateLogStream : exit status 1',
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
  'container-start': starting('CannotStartContainerError: failed to get container status', {
    ofContainer: true,
  }),
  'container-create': starting(
    'CannotCreateContainerError: API error (500): devmapper: Thin Pool has 4350 free data blocks which is less than minimum required 4454 free data blocks',
    { ofContainer: true },
  ),
  'task-resources': starting('ResourceInitializationError: something that nobody has heard of'),
} as const satisfies Readonly<Record<string, FailureScript>>;
