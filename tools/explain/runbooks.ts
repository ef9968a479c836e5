/**
 * What runbooks for such systems list under troubleshooting, and the causes that it is known by here. `none` is what
 * no task fails for.
 */
export const runbooks: readonly (readonly [entry: string, causes: readonly string[]])[] = [
  ['ECR image pull failure: wrong URI, region or permissions', ['image-missing', 'image-denied']],
  ['Image built for another architecture', ['image-architecture', 'wrong-architecture']],
  ['Task failed container health checks; liveness probe failures', ['container-health']],
  [
    'Unable to place a task: no capacity or resource constraints',
    ['no-capacity', 'too-small', 'placement', 'quota', 'size-limit', 'addresses'],
  ],
  ['Memory pressure, OOM kills, "Out of memory"', ['out-of-memory', 'killed', 'own-memory']],
  ['Invalid environment variables', ['environment']],
  ['Secrets Manager access denied, KMS access denied', ['secret-denied', 'key-denied']],
  ['Secrets in their recovery window', ['secret-missing']],
  ['DNS not resolving', ['name-not-found']],
  ['Certificate validation pending, "SSL certificate problem"', ['certificate']],
  ['Database unreachable: cluster, endpoint, security groups', ['database-unreachable']],
  ['Database credentials', ['database-credentials']],
  ['"Database connection pool exhausted"', ['database-pool']],
  ['"Connection refused", external dependencies', ['unreachable']],
  ['"401 Unauthorized", "Authentication failed", a rotated client secret', ['unauthorized']],
  ['"Permission denied"', ['file-permission', 'permission']],
  ['Port mismatch between container and target group', ['target-refused', 'container-health']],
  ['Missing security-group rule; dual-stack DNS that breaks health checks', ['target-timeout']],
  ['A start of 5 to 15 minutes without a long enough grace period', ['unhealthy-target', 'target-timeout']],
  ['504 Gateway Timeout: no running task, service discovery', ['unhealthy-in-discovery', 'target-timeout']],
  ['No circuit breaker: a bad rollout that loops', ['cannot-start', 'crash']],
  ['A deployment IN_PROGRESS for half an hour', ['none']],
];
