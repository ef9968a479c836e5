import { describe, expect, it } from 'vitest';
import { shortDigest } from '../../../src/domain/image/image.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { registry } from '../../support/values.ts';
import { scene } from './asked-meanwhile.ts';

const restarting = (input: Readonly<Record<string, unknown>> = {}) =>
  scene({ operation: restart, input: { force: false, pin: false, ...input } });

describe('a restart under a tag', () => {
  it('that hasn’t moved runs the same code, and says so by its digest', async () => {
    const world = restarting();
    await world.untilOver();
    expect(world.outcome()).toEqual({
      kind: 'succeeded',
      summary: `2 of 2 tasks are new and running, with the same code (${shortDigest(world.first)})`,
    });
    expect(world.outside.taskDefinitions.registered).toHaveLength(0);
  });

  it('that has moved is a deployment that nobody reviewed: it ends, and offers both', async () => {
    const world = restarting();
    const moved = world.push('v1');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        new RegExp(
          `^Its tag \`v1\` has moved: new tasks would run ${shortDigest(moved)} \\(pushed .*, just now\\) instead of ${shortDigest(world.first)}\\. Nothing was changed\\.$`,
        ),
      ),
      offers: [
        { label: 'Same code (pinned)', words: 'restart prod-us-east-1/registry --pin' },
        { label: 'New image', words: 'deploy prod-us-east-1/registry --image v1' },
      ],
    });
    expect(world.made()).toBe(0);
    expect(world.runs()).toEqual([world.first, world.first]);
  });

  it('runs the same code pinned, where that was chosen', async () => {
    const world = restarting({ pin: true });
    world.push('v1');
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'succeeded',
      summary: expect.stringContaining(`with the same code (${shortDigest(world.first)}, pinned)`),
    });
    expect(world.runs()).toEqual([world.first, world.first]);
    expect([world.outside.taskDefinitions.registered.length, world.made()]).toEqual([1, 1]);
  });

  it('that is gone from ECR would start nothing: it ends, and nothing changes', async () => {
    const world = restarting();
    world.images.remove(registry.region, 'mcp-gateway-registry', { digest: world.first });
    await world.untilOver();
    expect(world.outcome()).toMatchObject({
      kind: 'failed',
      reason: "Its tag `v1` isn't in ECR any more, so new tasks couldn't start. Nothing was changed.",
    });
    expect(world.made()).toBe(0);
  });
});
