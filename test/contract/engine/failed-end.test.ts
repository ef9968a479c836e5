import { describe, expect, it } from 'vitest';
import { minutes } from '../../../src/domain/clock.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { registry } from '../../support/values.ts';
import { key, scene, uri } from './asked-meanwhile.ts';

const REPOSITORY = 'mcp-gateway-registry';
const repository = { account: registry.account, region: registry.region, name: REPOSITORY };

describe('the end of a rollout that failed', () => {
  const story = (breaker: 'stops' | 'rolls-back' | 'off') => {
    const it = scene({
      operation: deploy,
      input: { image: 'v2', force: false, dryRun: false },
      target: { repository },
      seed: { breaker },
    });
    it.push('v2');
    return it;
  };
  /** What ran well before is remembered. */
  const remember = ({ history, first, clock }: ReturnType<typeof story>) =>
    history.remember(registry, {
      id: 'ecs-svc/earlier',
      taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:7',
      images: [{ container: registry.container, image: `${uri}:v1`, digest: first }],
      tag: 'v1',
      at: clock.now() - minutes(90),
      end: { kind: 'succeeded', at: clock.now() - minutes(80) },
    });

  it('offers the way back where what was deployed is to blame and an earlier image is known', async () => {
    const it = story('stops');
    await remember(it);
    it.world.script(key, { kind: 'crash' });
    await it.untilOver();
    expect(it.outcome()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('crashes: it exited with 1'),
      again: 'fails-again',
      next: expect.stringMatching(/^sha256:[0-9a-f]{12} \(`v1`\) ran well before: roll back to it\.$/),
      offers: [{ label: 'Roll back', words: 'rollback prod-us-east-1/registry', style: 'danger' }],
    });
  });

  it('offers it, too, where ECS goes on without a circuit breaker', async () => {
    const it = story('off');
    await remember(it);
    it.world.script(key, { kind: 'crash' });
    await it.untilOver();
    expect(it.outcome()).toMatchObject({
      kind: 'gave-up',
      reason: expect.stringContaining('crashes: it exited with 1'),
      offers: [{ label: 'Roll back' }],
    });
  });

  it("doesn't where no earlier image is known, where another wouldn't help, or where ECS went back by itself", async () => {
    const unknown = story('stops');
    unknown.world.script(key, { kind: 'crash' });
    await unknown.untilOver();
    const noSpace = story('stops');
    await remember(noSpace);
    noSpace.world.script(key, { kind: 'secret-denied' });
    await noSpace.untilOver();
    const wentBack = story('rolls-back');
    await remember(wentBack);
    wentBack.world.script(key, { kind: 'crash' });
    await wentBack.untilOver();
    const outcomes = [unknown, noSpace, wentBack].map((one) => one.outcome());
    expect(outcomes.map((one) => one?.kind)).toEqual(['failed', 'failed', 'rolled-back']);
    for (const outcome of outcomes) expect(outcome).not.toHaveProperty('offers');
  });

  it('shows what could be deployed where the image is gone, and offers no retry', async () => {
    const it = story('rolls-back');
    it.push('v3');
    it.world.script(key, { kind: 'image-pull' });
    await it.untilOver();
    expect(it.outcome()).toMatchObject({
      kind: 'rolled-back',
      again: 'fails-again',
      next: expect.stringMatching(/^Newest in `mcp-gateway-registry`: `v\d` \(.+, sha256:[0-9a-f]{12}\) · /),
    });
  });

  it('says the same of a restart', async () => {
    const it = scene({
      operation: restart,
      input: { force: false, pin: false },
      target: { repository },
      seed: { breaker: 'rolls-back' },
    });
    it.world.script(key, { kind: 'image-pull' });
    await it.untilOver();
    expect(it.outcome()).toMatchObject({
      kind: 'rolled-back',
      again: 'fails-again',
      next: expect.stringContaining('Newest in `mcp-gateway-registry`'),
    });
  });

  it('says what the load balancer finds of tasks that ECS itself finds nothing wrong with', async () => {
    const it = story('off');
    await remember(it);
    it.world.script(key, { kind: 'target-refused' });
    await it.untilOver();
    expect(it.outcome()).toMatchObject({
      kind: 'gave-up',
      reason: expect.stringMatching(
        /The tasks refuse the load balancer's check at \/health, or answer it with nonsense\. Targets? 10\.[\d.]+:\d+ \(task [0-9a-f]{8}\)/,
      ),
      offers: [{ label: 'Roll back' }],
    });
  });
});
