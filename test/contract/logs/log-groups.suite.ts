import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LogGroups as GroupsState } from '../../../sandbox/logs/groups.ts';
import type { LogGroups } from '../../../src/domain/ports/log-groups.ts';

/** An implementation of the port on the sandbox's groups. */
export interface LogGroupsUnderTest {
  readonly logGroups: LogGroups;
  readonly state: GroupsState;
  stop(): Promise<void>;
}

export const groupsAccount = '123456789012';
const place = { account: groupsAccount, region: 'us-east-1' };

/** What every implementation of LogGroups does. */
export const logGroupsContract = (make: () => Promise<LogGroupsUnderTest>): void => {
  let on: LogGroupsUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());
  const look = async (group: string) => on.logGroups.look(place, group);

  it('finds a group by its whole name, among many that begin like it', async () => {
    for (let n = 100; n < 160; n += 1) on.state.add('us-east-1', `/ecs/shop-${n}`);
    on.state.add('us-east-1', '/ecs/shop');
    expect(await look('/ecs/shop')).toEqual({ ok: true, value: 'there' });
    expect(await look('/ecs/shop-159')).toEqual({ ok: true, value: 'there' });
  });

  it('does not take a group that only begins so for it', async () => {
    expect(await look('/ecs/sho')).toEqual({ ok: true, value: 'absent' });
  });

  it('looks in the one region', async () => {
    on.state.add('eu-west-1', '/ecs/far');
    expect(await look('/ecs/far')).toEqual({ ok: true, value: 'absent' });
  });

  it('does not find one that somebody deleted', async () => {
    on.state.add('us-east-1', '/ecs/gone');
    expect(await look('/ecs/gone')).toEqual({ ok: true, value: 'there' });
    on.state.remove('us-east-1', '/ecs/gone');
    expect(await look('/ecs/gone')).toEqual({ ok: true, value: 'absent' });
  });
};
