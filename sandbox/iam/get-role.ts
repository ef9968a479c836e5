import { IamError } from './query.ts';
import type { Roles } from './roles.ts';

/** IAM API, GetRole: what a role's name may hold. */
const NAME = /^[\w+=,.@-]{1,64}$/;

/** GetRole: by the name alone, without its path. Answers the inside of the response. */
export function getRole(form: URLSearchParams, roles: Roles): string {
  const name = form.get('RoleName') ?? '';
  if (!NAME.test(name))
    throw new IamError(
      400,
      'ValidationError',
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    );
  const arn = roles.find(name);
  if (arn === undefined)
    throw new IamError(404, 'NoSuchEntity', `The role with name ${name} cannot be found.`);
  const path = arn.slice(arn.indexOf(':role') + ':role'.length, arn.length - name.length);
  return (
    `<Role><Path>${path}</Path><RoleName>${name}</RoleName><RoleId>AROASANDBOX0000000000</RoleId>` +
    `<Arn>${arn}</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate></Role>`
  );
}
