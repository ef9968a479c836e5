import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Roles } from '../../domain/ports/roles.ts';
import { ok } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/** The adapter, and how to close its connections. */
export interface IamRoles extends Roles {
  destroy(): void;
}

/** IAM is one for all regions; its requests are signed for the partition's own (IAM endpoints and quotas). */
const signedFor = (region: string): string => {
  if (region.startsWith('cn-')) return 'cn-north-1';
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
};

/** Roles on the AWS SDK. Permission: iam:GetRole on the roles (Service Authorization Reference, AWS IAM). */
export const iamRoles = (options: ClientOptions = {}): IamRoles => {
  const clients = keptClients((settings) => new IAMClient(settings), options);
  return {
    destroy: clients.destroy,
    async look(place, role) {
      // The name is what follows the last slash: a role's path isn't part of it (IAM user guide, "IAM identifiers").
      const RoleName = role.slice(role.lastIndexOf('/') + 1);
      const client = clients.of('read', { ...place, region: signedFor(place.region) });
      const found = await ask(
        { call: 'iam:GetRole', what: `role ${RoleName}` },
        () => client.send(new GetRoleCommand({ RoleName })),
        ({ Role }) => ok(required(Role?.Arn, 'Role.Arn')),
      );
      if (!found.ok) return found.fault.kind === 'missing' ? ok('absent') : found;
      // Names are unique in an account, so another ARN means that the one asked for isn't there.
      return ok(role.startsWith('arn:') && role !== found.value ? 'absent' : 'there');
    },
  };
};
