import type { LogGroups as GroupsState } from '../../../sandbox/logs/groups.ts';
import type { LogGroups } from '../../../src/domain/ports/log-groups.ts';
import { ok } from '../../../src/domain/result.ts';

/** The port on a sandbox's groups without HTTP. */
export const fakeLogGroups = (state: GroupsState): LogGroups => ({
  async look({ region }, group) {
    return ok(state.has(region, group) ? 'there' : 'absent');
  },
});
