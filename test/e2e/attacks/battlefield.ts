import { OPERATOR, registry } from '../../support/values.ts';
import type { TestWorldOptions } from '../../support/wheelhouse.ts';

/** May do everything but `unlock` in the staging stack, and nothing in production. */
export const STAGER = 'U0STAGER';
/** May freeze in staging, and nothing else. */
export const FREEZER = 'U0FREEZER';
/** May retry everywhere, and nothing else. */
export const RETRIER = 'U0RETRIER';
export const ROBOT = 'U0ROBOT';
export const LEAVER = 'U0LEAVER';

const EVERYTHING = ['deploy', 'restart', 'scale', 'cancel', 'resume', 'retry', 'freeze', 'unfreeze', 'lock'];

/** The stack in which the stager may do things, and the service that Wheelhouse runs as. */
export const STAGE = 'stage';
export const SELF = 'self';

/** The world that is attacked: two stacks, people with little to say, and a service that is Wheelhouse itself. */
export const battlefield: TestWorldOptions = {
  services: [SELF],
  stacks: [
    {
      name: STAGE,
      environment: 'staging',
      account: registry.account,
      region: 'us-west-2',
    },
  ],
  people: [
    { id: STAGER, name: 'stager' },
    { id: FREEZER, name: 'freezer' },
    { id: RETRIER, name: 'retrier' },
    { id: ROBOT, name: 'robot', kind: 'bot' },
    { id: LEAVER, name: 'leaver', kind: 'deactivated' },
  ],
  sections: {
    access: {},
    roles: {
      boss: { users: [OPERATOR] },
      stager: { users: [STAGER] },
      freezer: { users: [FREEZER] },
      retrier: { users: [RETRIER] },
    },
    rules: [
      // Nobody at all may roll back.
      { role: 'boss', may: [...EVERYTHING, 'unlock'], in: 'all' },
      { role: 'stager', may: EVERYTHING, in: ['staging'] },
      { role: 'freezer', may: ['freeze'], in: ['staging'] },
      { role: 'retrier', may: ['retry'], in: 'all' },
    ],
    own: [
      {
        account: registry.account,
        region: registry.region,
        cluster: registry.cluster,
        service: `mcp-gateway-v2-${SELF}`,
      },
    ],
  },
};
