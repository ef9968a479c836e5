import * as say from '../sentences.ts';
import type { FailureScript } from './script.ts';

const unplaced = (reason: string): FailureScript => ({
  stage: 'placing',
  ofTheRelease: false,
  event: (service) => say.unplaced(service, reason),
});
const noInstance = (more: string): FailureScript => ({
  stage: 'placing',
  ofTheRelease: false,
  event: (service) => say.noInstance(service, more),
});
const closest = (what: string): FailureScript =>
  noInstance(`The closest matching (container-instance 0123456789abcdef0123456789abcdef) ${what}`);
const said = (event: (service: Parameters<typeof say.steady>[0]) => string): FailureScript => ({
  stage: 'placing',
  ofTheRelease: false,
  event,
});

/**
 * What keeps ECS from making a task at all (ECS developer guide, "Amazon ECS service event messages"; for `addresses`
 * the EC2 API's error InsufficientFreeAddressesInSubnet, for `interfaces` the ECS guide's "API failure reasons").
 * `service-role` and `target-group-missing` are as operators report them: the guide has no wording for them.
 */
export const placeFailures = {
  'no-capacity': unplaced(say.noCapacity),
  'too-small': closest('has insufficient memory available.'),
  'too-small-cpu': closest('has insufficient CPU units available.'),
  'host-port': closest('is already using a port required by your task.'),
  agent: closest("encountered error 'AGENT'."),
  interfaces: closest("encountered error 'RESOURCE:ENI'."),
  placement: noInstance('Reason: No Container Instances were found in your cluster.'),
  quota: unplaced("You've reached the limit on the number of vCPUs you can run concurrently."),
  'quota-tasks': unplaced("You've reached the limit on the number of tasks you can run concurrently."),
  'size-limit': unplaced('The requested MEMORY configuration is above your limit.'),
  'internal-error': unplaced('Internal error.'),
  addresses: unplaced(
    'InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to satisfy the request.',
  ),
  throttled: said(say.throttled),
  'deployment-settings': said(say.noRoom),
  'service-role': said(say.noServiceRole),
  'target-group-missing': {
    stage: 'placing',
    ofTheRelease: false,
    event: (service) => say.noTargetGroup(service),
    targetGroup: 'gone',
  },
  'cannot-start': said(say.impaired),
} as const satisfies Readonly<Record<string, FailureScript>>;
