import type { Said } from './evidence.ts';
import { type Case, event, exited } from './sayings.ts';

const logs = (log: string): readonly Said[] => [exited(1), { log }];

/** What ends a task, or makes it ill: exit codes, its own log, health checks. */
export const taskCases: readonly Case[] = [
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
  ['database-pool', logs('ERROR Database connection pool exhausted'), /no connection to its database left/],
  [
    'database-pool',
    logs('FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute'),
    /no connection to its database left/,
  ],
  ['own-memory', logs('java.lang.OutOfMemoryError: Java heap space'), /memory that it allows itself/],
  ['own-memory', logs('ERROR Out of memory'), /memory that it allows itself/],
  [
    'file-permission',
    logs("PermissionError: [Errno 13] Permission denied: '/app/auth_config/scopes.yml'"),
    /may not read or write a file \(\/app\/auth_config\/scopes\.yml\)/,
  ],
  ['file-permission', logs('Error: EACCES: permission denied'), /may not read or write a file$/],
  ['unauthorized', logs('ERROR Authentication failed'), /refuses its credentials$/],
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
  ['unauthorized', logs('ERROR token request failed: 401 Unauthorized'), /refuses its credentials$/],
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
    'target-status',
    {
      target: {
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: 'Health checks failed with these codes: [404]',
      },
    },
    /^The load balancer's health check gets 404 from the tasks at \/health$/,
  ],
  [
    'target-timeout',
    { target: { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' } },
    /no answer from the tasks at \/health in time/,
  ],
  [
    'target-refused',
    {
      target: {
        state: 'unhealthy',
        reason: 'Target.FailedHealthChecks',
        description: 'Health checks failed',
      },
    },
    /refuse the load balancer's check at \/health/,
  ],
  [
    'target-internal',
    { target: { state: 'unhealthy', reason: 'Elb.InternalError' } },
    /an internal error of its own/,
  ],
  [
    'target-internal',
    { target: { state: 'unavailable', reason: 'Elb.InternalError' } },
    /an internal error of its own/,
  ],
  ['target-unused', { target: { state: 'unused', reason: 'Target.NotInUse' } }, /get no traffic/],
  [
    'target-unusable',
    { target: { state: 'unused', reason: 'Target.InvalidState', description: 'Target is stopped' } },
    /can't use the tasks' addresses/,
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
