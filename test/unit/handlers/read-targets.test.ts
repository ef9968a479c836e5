import { describe, expect, it } from 'vitest';
import type { TargetHealth } from '../../../src/domain/ports/target-health.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { ServiceSnapshot } from '../../../src/domain/rollout/service-snapshot.ts';
import { readTargets } from '../../../src/handlers/command/read-targets.ts';
import { aSnapshot, registry } from '../../support/values.ts';

const denied = {
  kind: 'denied',
  call: 'elasticloadbalancing:DescribeTargetHealth',
  action: 'elasticloadbalancing:DescribeTargetHealth',
  detail: '',
} as const;
const there: TargetHealth['ofGroup'] = async (_, arn) => ok({ kind: 'there', arn, targets: [] });
const read = (
  ofGroup: TargetHealth['ofGroup'],
  targetGroups: ServiceSnapshot['targetGroups'],
  patience = 50,
) =>
  readTargets({
    targets: { ofGroup },
    target: registry,
    described: Promise.resolve(ok(aSnapshot(targetGroups && { targetGroups }))),
    patience,
  });

describe("the targets' health", () => {
  it('is asked of every group that the service names', async () => {
    const { groups, unread } = await read(there, ['arn:blue', 'arn:green']);
    expect(groups.map(({ arn }) => arn)).toEqual(['arn:blue', 'arn:green']);
    expect(unread).toEqual([]);
  });

  it("isn't asked where there is no load balancer", async () => {
    const refuse: TargetHealth['ofGroup'] = () => Promise.reject(new Error('nothing is to be asked'));
    expect(await read(refuse, undefined)).toEqual({ groups: [], unread: [] });
  });

  it('is unknown where it is refused, and the other groups are told', async () => {
    const { groups, unread } = await read(
      async (place, arn) => (arn === 'arn:blue' ? err(denied) : there(place, arn)),
      ['arn:blue', 'arn:green'],
    );
    expect(groups).toHaveLength(1);
    expect(unread).toHaveLength(1);
    expect(unread[0]).toMatch(/^The targets' health is unknown: .*DescribeTargetHealth/);
  });

  it("is unknown where it doesn't come in time: whoever asks isn't held back", async () => {
    const never: TargetHealth['ofGroup'] = () => new Promise(() => undefined);
    expect(await read(never, ['arn:blue'], 1)).toEqual({
      groups: [],
      unread: ["The targets' health is unknown: AWS didn't answer in time."],
    });
  });

  it('is unknown where the service itself can not be read', async () => {
    const { unread } = await readTargets({
      targets: { ofGroup: there },
      target: registry,
      described: Promise.resolve(err({ kind: 'throttled', call: 'ecs:DescribeServices', detail: '' })),
    });
    expect(unread[0]).toMatch(/^The targets' health is unknown: AWS is limiting/);
  });
});
