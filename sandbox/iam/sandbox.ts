import type { Answering } from '../aws/answering.ts';
import { QueryError } from '../aws/query/error.ts';
import { startQuerySandbox } from '../aws/query/sandbox.ts';
import { getRole } from './get-role.ts';
import type { Roles } from './roles.ts';

/** A running IAM of one account. */
export interface IamSandbox extends Answering {
  readonly roles: Roles;
}

/** Starts an IAM on 127.0.0.1. It is one for all regions, and takes only what is signed for us-east-1. */
export async function startIamSandbox(roles: Roles): Promise<IamSandbox> {
  const sandbox = await startQuerySandbox({
    service: { signing: 'iam', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
    account: roles.account,
    perform: ({ action, region, input }) => {
      // IAM endpoints and quotas: of the partition aws, us-east-1 alone.
      if (region !== 'us-east-1')
        throw new QueryError('SignatureDoesNotMatch', 'Credential should be scoped to a valid region.', 403);
      if (action !== 'GetRole')
        throw new QueryError('InvalidAction', `Could not find operation ${action} here.`);
      return getRole(input, roles);
    },
  });
  return { ...sandbox, roles };
}
