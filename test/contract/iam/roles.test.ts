import { describe, expect, it } from 'vitest';
import { startIamSandbox } from '../../../sandbox/iam/sandbox.ts';
import { iamRoles } from '../../../src/aws/iam/iam-roles.ts';
import { fakeRoles } from './fake-roles.ts';
import { rolesContract, suiteRoles } from './roles.suite.ts';

const onHttp = async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const iam = await startIamSandbox(suiteRoles());
  const roles = iamRoles({ endpoint: iam.url, requestTimeoutMs: 2_000 });
  const stop = async () => {
    roles.destroy();
    await iam.stop();
  };
  return { roles, iam, stop };
};

describe('Roles through the AWS SDK, against an IAM on HTTP', () => {
  rolesContract(onHttp);
});

describe('Roles in memory', () => {
  rolesContract(async () => ({ roles: fakeRoles(suiteRoles()), stop: async () => undefined }));
});

describe('when IAM refuses', () => {
  const place = { account: '123456789012', region: 'us-east-1' };

  it('a missing permission is named as IAM names it', async () => {
    const { roles, iam, stop } = await onHttp();
    iam.faults.next('GetRole', { kind: 'deny' });
    expect(await roles.look(place, 'plain')).toMatchObject({
      fault: { kind: 'denied', call: 'iam:GetRole', action: 'iam:GetRole' },
    });
    await stop();
  });

  it('a throttle is asked again, and then told', async () => {
    const { roles, iam, stop } = await onHttp();
    iam.faults.next('GetRole', { kind: 'throttle' });
    expect(await roles.look(place, 'plain')).toMatchObject({ value: 'there' });
    iam.faults.next('GetRole', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    expect(await roles.look(place, 'plain')).toMatchObject({ fault: { kind: 'throttled' } });
    expect(iam.record).toHaveLength(5);
    await stop();
  });

  it.each([
    [{ kind: 'reset', when: 'before' }, 'unanswered'],
    [{ kind: 'status', status: 503, when: 'before' }, 'unanswered'],
    [{ kind: 'garbage' }, 'malformed'],
  ] as const)('no clear answer is told as such: %j', async (fault, kind) => {
    const { roles, iam, stop } = await onHttp();
    iam.faults.next('GetRole', fault, Number.POSITIVE_INFINITY);
    expect(await roles.look(place, 'plain')).toMatchObject({ fault: { kind } });
    await stop();
  });

  it('a name that IAM does not take is invalid, not absent', async () => {
    const { roles, stop } = await onHttp();
    expect(await roles.look(place, 'not a name')).toMatchObject({ fault: { kind: 'invalid' } });
    await stop();
  });
});
