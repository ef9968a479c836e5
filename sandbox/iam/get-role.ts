import { QueryError } from '../aws/query/error.ts';
import type { Xml } from '../aws/query/xml.ts';
import type { Roles } from './roles.ts';

/** IAM API, GetRole: what a role's name may hold. */
const NAME = /^[\w+=,.@-]{1,64}$/;

/** GetRole: by the name alone, without its path. */
export function getRole(form: URLSearchParams, roles: Roles): Xml {
  const name = form.get('RoleName') ?? '';
  if (!NAME.test(name))
    throw new QueryError(
      'ValidationError',
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    );
  const arn = roles.find(name);
  if (arn === undefined)
    throw new QueryError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
  return {
    Role: {
      Path: arn.slice(arn.indexOf(':role') + ':role'.length, arn.length - name.length),
      RoleName: name,
      RoleId: 'AROASANDBOX0000000000',
      Arn: arn,
      CreateDate: '2026-01-01T00:00:00Z',
    },
  };
}
