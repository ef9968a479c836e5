import type { Roles as RolesState } from '../../../sandbox/iam/roles.ts';
import type { Roles } from '../../../src/domain/ports/roles.ts';
import { ok } from '../../../src/domain/result.ts';

/** The port on a sandbox's roles without HTTP. */
export const fakeRoles = (state: RolesState): Roles => ({
  async look(_place, role) {
    const found = state.find(role.slice(role.lastIndexOf('/') + 1));
    return ok(found !== undefined && (found === role || !role.startsWith('arn:')) ? 'there' : 'absent');
  },
});
