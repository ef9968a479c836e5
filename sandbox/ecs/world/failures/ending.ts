import { ended, exits, type FailureScript } from './script.ts';

/** What ends a task that ran: its container's end, with what it logged, or somebody else. */
export const endFailures = {
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
  'database-pool': exits(1, ['ERROR Database connection pool exhausted']),
  'own-memory': exits(1, [
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  ]),
  'file-permission': exits(1, [
    "PermissionError: [Errno 13] Permission denied: '/app/auth_config/scopes.yml'",
  ]),
  'container-exited': exits(undefined),
  'stopped-by-hand': ended('UserInitiated', 'Task stopped by user'),
  spot: ended('SpotInterruption', 'Your Spot Task was interrupted.'),
  infrastructure: ended('TerminationNotice', 'Task has been marked for retirement.'),
  'unheard-of': ended('NewStopCode', 'Something that this build has never heard of'),
} as const satisfies Readonly<Record<string, FailureScript>>;
