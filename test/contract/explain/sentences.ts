import type { TaskFailure } from '../../../sandbox/ecs/world/options.ts';

/** What a person reads for each way in which tasks fail: the cause's name, and the sentence. */
export const SENTENCES: Readonly<Record<TaskFailure, { readonly cause: string; readonly sentence: string }>> =
  {
    'image-pull': { cause: 'image-missing', sentence: "The image image-pull:latest isn't in the registry" },
    'image-denied': {
      cause: 'image-denied',
      sentence:
        "The image image-denied:latest can't be pulled: the task's execution role isn't let in by the registry",
    },
    'image-unreachable': {
      cause: 'image-unreachable',
      sentence: "The image image-unreachable:latest can't be pulled: the task doesn't reach the registry",
    },
    'image-registry-limit': {
      cause: 'image-registry-limit',
      sentence: "The image image-registry-limit:latest can't be pulled for now: the registry limits pulls",
    },
    'image-architecture': {
      cause: 'image-architecture',
      sentence: "The image isn't built for the architecture that the task runs on (linux/amd64)",
    },
    'image-disk': {
      cause: 'image-disk',
      sentence: "The image image-disk:latest doesn't fit into the task's storage",
    },
    'image-pull-new': { cause: 'image-pull', sentence: "The image image-pull-new:latest can't be pulled" },
    'image-auth': {
      cause: 'image-denied',
      sentence: "The image can't be pulled: the task's execution role isn't let in by the registry",
    },
    'secret-missing': {
      cause: 'secret-missing',
      sentence:
        "The secret secret-missing/database-AbCdEf isn't there: deleted, or named wrong in the task definition",
    },
    'secret-deleted': {
      cause: 'secret-missing',
      sentence: 'The secret secret-deleted/database-AbCdEf is being deleted',
    },
    'secret-denied': {
      cause: 'secret-denied',
      sentence: "The secret secret-denied/database-AbCdEf is refused to the task's execution role",
    },
    'secret-key-missing': {
      cause: 'secret-key-missing',
      sentence: 'A secret of the task lacks the key client_secret',
    },
    'secret-unreachable': {
      cause: 'secret-unreachable',
      sentence: "The task doesn't reach Secrets Manager, so it gets no secrets",
    },
    'key-denied': {
      cause: 'key-denied',
      sentence:
        "The secret key-denied/database-AbCdEf can't be decrypted: the execution role may not use its KMS key",
    },
    'log-group': { cause: 'log-group', sentence: "The task's log group isn't there, or can't be reached" },
    'log-denied': {
      cause: 'log-group',
      sentence: "The task's execution role may not write to its log group",
    },
    'role-missing': { cause: 'role-missing', sentence: "ECS can't assume the task's role registry-task" },
    'file-system': { cause: 'file-system', sentence: "A file system of the task can't be mounted" },
    'network-interface': {
      cause: 'network-interface',
      sentence: "The task's network interface couldn't be made",
    },
    command: {
      cause: 'command',
      sentence: "The container's command isn't in the image, or can't be executed",
    },
    'container-start': {
      cause: 'container-start',
      sentence: "The container can't be started (CannotStartContainerError)",
    },
    'container-create': {
      cause: 'container-start',
      sentence: "The container can't be started (CannotCreateContainerError)",
    },
    'task-resources': { cause: 'task-resources', sentence: "What the task needs couldn't be prepared" },
    crash: { cause: 'crash', sentence: 'registry crashes: it exited with 1' },
    'out-of-memory': {
      cause: 'out-of-memory',
      sentence: 'The container used more memory than it may have, and was killed',
    },
    killed: {
      cause: 'killed',
      sentence: "registry was killed (137): too much memory, or it didn't end in time when told to",
    },
    'segmentation-fault': {
      cause: 'segmentation-fault',
      sentence: 'registry crashed in its own machine code (139, segmentation fault)',
    },
    'told-to-end': { cause: 'told-to-end', sentence: 'registry was told to end (143, SIGTERM) and did' },
    finished: {
      cause: 'finished',
      sentence: "registry ended by itself without an error, and a service's container must not",
    },
    'wrong-architecture': {
      cause: 'wrong-architecture',
      sentence: "The image isn't built for the architecture that the task runs on",
    },
    'database-unreachable': {
      cause: 'database-unreachable',
      sentence: "The application doesn't reach its database",
    },
    'database-credentials': {
      cause: 'database-credentials',
      sentence: "The database refuses the application's credentials",
    },
    'name-not-found': {
      cause: 'name-not-found',
      sentence: "The application can't find a host by its name (kc.us-east-1.example.com)",
    },
    certificate: {
      cause: 'certificate',
      sentence: 'The application refuses the certificate of what it calls',
    },
    unauthorized: {
      cause: 'unauthorized',
      sentence: 'Something that the application calls refuses its credentials',
    },
    permission: {
      cause: 'permission',
      sentence: "The task's role lacks a permission that the application needs: bedrock:InvokeModel",
    },
    environment: {
      cause: 'environment',
      sentence: 'An environment variable is missing or wrong (SECRET_KEY)',
    },
    'port-in-use': { cause: 'port-in-use', sentence: 'Its port is taken already, within the same task' },
    unreachable: {
      cause: 'unreachable',
      sentence: "The application doesn't reach something it needs (10.0.4.5:8888)",
    },
    'database-pool': {
      cause: 'database-pool',
      sentence: 'The application has no connection to its database left',
    },
    'own-memory': {
      cause: 'own-memory',
      sentence: 'The application ran out of the memory that it allows itself',
    },
    'file-permission': {
      cause: 'file-permission',
      sentence: 'The application may not read or write a file (/app/auth_config/scopes.yml)',
    },
    'container-exited': {
      cause: 'container-exited',
      sentence: 'A container that the task needs ended, and ECS gives no exit code',
    },
    'stopped-by-hand': { cause: 'stopped-by-hand', sentence: 'Somebody stopped the task' },
    spot: { cause: 'spot', sentence: 'AWS took back Spot capacity' },
    infrastructure: { cause: 'infrastructure', sentence: 'AWS retired the host of the task' },
    'unheard-of': {
      cause: 'unknown',
      sentence: "Why isn't known: nothing that ECS or the log says fits a cause that I know",
    },
    'no-capacity': { cause: 'no-capacity', sentence: 'AWS has no capacity for a task at present' },
    'too-small': { cause: 'too-small', sentence: 'No container instance has enough memory free for a task' },
    'too-small-cpu': { cause: 'too-small', sentence: 'No container instance has enough CPU free for a task' },
    'host-port': {
      cause: 'host-port',
      sentence: 'The port that a task needs is taken on every container instance',
    },
    agent: { cause: 'agent', sentence: "The ECS agent of a container instance isn't connected" },
    interfaces: {
      cause: 'addresses',
      sentence: 'The subnets have no free address, or the instances no free network interface',
    },
    placement: { cause: 'placement', sentence: 'No container instance meets what a task needs' },
    quota: { cause: 'quota', sentence: 'The account has reached its quota of Fargate vCPUs' },
    'quota-tasks': { cause: 'quota', sentence: 'The account has reached its quota of Fargate tasks' },
    'size-limit': { cause: 'size-limit', sentence: 'A task asks for more memory than the account may use' },
    'internal-error': {
      cause: 'internal-error',
      sentence: 'AWS has an internal error of its own when it places tasks',
    },
    addresses: {
      cause: 'addresses',
      sentence: 'The subnets have no free address, or the instances no free network interface',
    },
    throttled: {
      cause: 'throttled',
      sentence: 'AWS limits what ECS does for the service (Elastic Load Balancing)',
    },
    'deployment-settings': {
      cause: 'deployment-settings',
      sentence: "The service's minimum and maximum percent leave no room to replace a task",
    },
    'service-role': {
      cause: 'service-role',
      sentence: 'ECS may not work with the load balancer for the service',
    },
    'target-group-missing': {
      cause: 'target-group-missing',
      sentence: 'The target group that the service registers with is gone',
    },
    'cannot-start': {
      cause: 'cannot-start',
      sentence: 'Tasks fail to start again and again, and ECS keeps none that says why',
    },
    unhealthy: { cause: 'unhealthy-target', sentence: "The load balancer doesn't find the tasks healthy" },
    'target-timeout': {
      cause: 'target-timeout',
      sentence: 'The load balancer gets no answer from the tasks in time',
    },
    'target-status': {
      cause: 'target-status',
      sentence: "The load balancer's health check gets 502 from the tasks",
    },
    'target-refused': {
      cause: 'target-refused',
      sentence: "The tasks refuse the load balancer's check at /health, or answer it with nonsense",
    },
    'target-timeout-in-grace': {
      cause: 'target-timeout',
      sentence: 'The load balancer gets no answer from the tasks at /health in time',
    },
    'target-status-in-grace': {
      cause: 'target-status',
      sentence: "The load balancer's health check gets 404 from the tasks at /health",
    },
    'target-internal': {
      cause: 'target-internal',
      sentence: "The load balancer can't check the tasks: an internal error of its own",
    },
    'target-unused': {
      cause: 'target-unused',
      sentence: 'The tasks get no traffic: no load balancer uses their target group, or not in their zone',
    },
    'target-unusable': {
      cause: 'target-unusable',
      sentence: "The load balancer can't use the tasks' addresses",
    },
    'container-health': {
      cause: 'container-health',
      sentence: 'The container fails its own health check, the one in the task definition',
    },
    'unhealthy-in-discovery': {
      cause: 'unhealthy-in-discovery',
      sentence: 'Service discovery counts tasks as unhealthy, so callers get no address',
    },
    stuck: {
      cause: 'none',
      sentence: 'Nothing has failed so far: a deployment is under way, 1 of 1 tasks running, 1 starting',
    },
  };
