import { describe, expect, it } from 'vitest';
import type { TaskDefinition } from '../../../src/domain/ports/task-definitions.ts';
import { rollCapacity } from '../../../src/domain/rollout/capacity.ts';
import type { Chosen } from '../../../src/jobs/deploy/chosen.ts';
import type { DeployFacts } from '../../../src/jobs/deploy/deploy-facts.ts';
import { previewDeploy } from '../../../src/jobs/deploy/preview-deploy.ts';
import { aSnapshot, registry } from '../../support/values.ts';

const uri = '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry';
const [old, young] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
const now = Date.UTC(2026, 10, 21, 18, 10);

const definition = (more: Partial<TaskDefinition> = {}): TaskDefinition => ({
  arn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:7',
  family: 'mcp-gateway-v2-registry',
  revision: 7,
  status: 'ACTIVE',
  platform: 'linux/amd64',
  cpu: '1024',
  memory: '2048',
  containers: [
    {
      name: 'registry',
      image: `${uri}:latest`,
      environment: [{ name: 'LOG_LEVEL', digest: '1' }],
      secrets: [{ name: 'SECRET_KEY', valueFrom: 'arn:aws:secretsmanager:us-east-1:1:secret:x' }],
    },
  ],
  ...more,
});

const facts = (more: Partial<DeployFacts> = {}): DeployFacts => ({
  snapshot: aSnapshot({
    breaker: 'rolls-back',
    rolls: { strategy: 'ROLLING', minimumHealthyPercent: 66, maximumPercent: 200 },
  }),
  definition: definition(),
  running: [{ taskDefinition: definition().arn, digest: old }],
  newestRevision: 7,
  ringing: [],
  holds: [],
  ...more,
});

const chosen: Chosen = {
  said: '`v2`',
  tag: 'v2',
  digest: young,
  platforms: [],
  pushedAt: now - 8 * 60_000,
  image: `${uri}@${young}`,
  family: 'mcp-gateway-v2-registry',
  newestRevision: 7,
  rang: [],
};

const told = (level: string, more: Partial<DeployFacts> = {}): string[] =>
  previewDeploy(registry, facts(more), chosen, now)
    .filter((row) => row.level === level)
    .map(({ label, before, after }) => `${label}: ${before === undefined ? after : `${before} → ${after}`}`);

describe('the preview of a deployment', () => {
  it('says what changes: image and revision old and new, and how many tasks stay up meanwhile', () => {
    expect(told('change')).toEqual([
      'Image: `latest` (sha256:aaaaaaaaaaaa) → `v2` (sha256:bbbbbbbbbbbb), pushed 2026-11-21 18:02 UTC, 8 min ago',
      'Revision: mcp-gateway-v2-registry:7 → mcp-gateway-v2-registry:8, which pins that digest and changes nothing else',
      'Tasks: 2 are replaced, at least 2 keep running, at most 4 run at once',
    ]);
  });

  it('says how long the last ones took, where that is known', () => {
    const took = { shortest: 180_000, longest: 300_000, of: 5 };
    expect(told('change', { took }).at(-1)).toBe('Took lately: 3 min to 5 min, the last 5');
  });

  it('warns of nothing where nothing is out of the ordinary, and names what stays', () => {
    expect(told('warning')).toEqual([]);
    expect(told('same')).toEqual([
      'Environment: 1 variable',
      'Secrets: 1 secret',
      'CPU: 1024',
      'Memory: 2048 MiB',
      'Strategy: rolling',
      'Circuit breaker: rolls a failing rollout back',
    ]);
  });

  it('warns of what rings, what is frozen, a missing breaker, tasks that lack, and a revision that is not taken', () => {
    const unused = definition({
      arn: definition().arn.replace(':7', ':9'),
      revision: 9,
      memory: '4096',
      containers: definition().containers.map((one) => ({
        ...one,
        environment: [...one.environment, { name: 'NEW_FLAG', digest: '2' }],
      })),
    });
    const warned = told('warning', {
      ringing: [
        {
          name: 'registry-cpu-high',
          state: 'ALARM',
          since: now,
          reason: '',
          condition: 'CPU > 85 for 10 min',
        },
      ],
      holds: [
        {
          kind: 'freeze',
          scope: { kind: 'all' },
          reason: 'peak sales',
          by: { kind: 'slack', team: 'T', user: 'U' },
          until: now + 1,
          since: now,
        },
      ],
      snapshot: aSnapshot({ running: 1 }),
      unused,
    });
    expect(warned).toEqual([
      'Alarm registry-cpu-high: rings since 2026-11-21 18:10 UTC (CPU > 85 for 10 min)',
      'Frozen: peak sales',
      'Circuit breaker: none: when new tasks fail, ECS goes on trying by itself',
      "Not taken: mcp-gateway-v2-registry:9 is newer than what runs and isn't used: Environment NEW_FLAG added; Memory 4096 MiB",
      'Tasks now: 1 of 2 running',
    ]);
  });
});

describe('the tasks that stay up while a service is rolled', () => {
  const of = (desired: number, minimumHealthyPercent: number, maximumPercent: number, strategy = 'ROLLING') =>
    rollCapacity({ desired, rolls: { strategy, minimumHealthyPercent, maximumPercent } });

  it('are the minimum rounded up, and the maximum rounded down', () => {
    expect(of(3, 66, 150)).toEqual({ atLeast: 2, atMost: 4 });
    expect(of(1, 0, 100)).toEqual({ atLeast: 0, atMost: 1 });
  });

  it('are all of them where new ones come up beside the old', () => {
    expect(of(3, 0, 200, 'BLUE_GREEN')).toEqual({ atLeast: 3, atMost: 6 });
  });
});
