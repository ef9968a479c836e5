import { afterAll, beforeAll, expect, it } from 'vitest';
import { Roles as RolesState } from '../../../sandbox/iam/roles.ts';
import type { Roles } from '../../../src/domain/ports/roles.ts';

/** An implementation of the port, and how it is stopped. */
export interface RolesUnderTest {
  readonly roles: Roles;
  stop(): Promise<void>;
}

const account = '123456789012';
const arn = (path: string): string => `arn:aws:iam::${account}:role/${path}`;

/** The roles that the suite needs. */
export const suiteRoles = (): RolesState => new RolesState(account, [arn('plain'), arn('ecs/tasks/deep')]);

/** What every implementation of Roles does. */
export const rolesContract = (make: () => Promise<RolesUnderTest>): void => {
  let on: RolesUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());

  it.each([
    ['a role is found by its ARN', arn('plain'), 'there'],
    ['a role is found by its name', 'plain', 'there'],
    ['a role with a path is found by its ARN', arn('ecs/tasks/deep'), 'there'],
    ['a role is absent under another path', arn('other/deep'), 'absent'],
    ['a role of another account is absent', 'arn:aws:iam::999999999999:role/plain', 'absent'],
    ['a role that nobody made is absent', arn('nobody'), 'absent'],
  ])('%s', async (_name, role, expected) => {
    expect(await on.roles.look({ account, region: 'us-east-1' }, role)).toEqual({
      ok: true,
      value: expected,
    });
  });

  it('IAM is the same from every region', async () => {
    expect(await on.roles.look({ account, region: 'eu-west-1' }, arn('plain'))).toMatchObject({
      value: 'there',
    });
  });
};
