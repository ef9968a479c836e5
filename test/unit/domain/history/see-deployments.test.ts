import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../../../src/domain/clock.ts';
import { linkDeployments } from '../../../../src/domain/history/link-deployments.ts';
import { type Look, seeDeployments } from '../../../../src/domain/history/see-deployments.ts';
import { RunNumber } from '../../../../src/domain/ids.ts';
import type { ServiceDeployment } from '../../../../src/domain/rollout/service-deployment.ts';
import type { Deployment } from '../../../../src/domain/rollout/service-snapshot.ts';
import type { LiveTask } from '../../../../src/domain/tasks/service-tasks.ts';
import { aSnapshot } from '../../../support/values.ts';

const BEGAN = Date.UTC(2026, 10, 21, 0, 0, 0);
const [a, b] = ['a', 'b'].map((letter) => `sha256:${letter.repeat(64)}`);

const deployment = (id: string, more: Partial<Deployment> = {}): Deployment => ({
  id,
  status: 'PRIMARY',
  taskDefinition: 'arn:7',
  desired: 2,
  running: 2,
  pending: 0,
  failed: 0,
  rolloutState: 'COMPLETED',
  createdAt: BEGAN,
  ...more,
});
const rollout = (arn: string, more: Partial<ServiceDeployment> = {}): ServiceDeployment => ({
  arn,
  status: 'SUCCESSFUL',
  createdAt: BEGAN + seconds(1),
  finishedAt: BEGAN + minutes(4),
  target: { arn: `${arn}/revision`, requested: 2, running: 2, pending: 0 },
  sources: [],
  ...more,
});
const task = (digest: string | undefined, more: Partial<LiveTask> = {}): LiveTask => ({
  taskArn: 'arn:task',
  status: 'RUNNING',
  health: 'HEALTHY',
  taskDefinition: 'arn:7',
  exec: 'off',
  containers: [{ name: 'registry', image: 'registry:latest', ...(digest === undefined ? {} : { digest }) }],
  ...more,
});
const image = (digest?: string) => ({
  container: 'registry',
  image: 'registry:latest',
  ...(digest === undefined ? {} : { digest }),
});
const look = (deployments: readonly Deployment[], more: Partial<Look> = {}): Look => ({
  snapshot: aSnapshot({ deployments }),
  tasks: [],
  serviceDeployments: [],
  revisions: new Map(
    ['sd/1', 'sd/2'].map((arn) => [`${arn}/revision`, { taskDefinition: 'arn:7', images: [image(b)] }]),
  ),
  known: [],
  asked: [],
  ...more,
});

describe('what a look at a service shows of its deployments', () => {
  it('is what its tasks run, how it ended and when, under both its names', () => {
    const seen = seeDeployments(
      look([deployment('d/1')], { tasks: [task(a)], serviceDeployments: [rollout('sd/1')] }),
    );
    expect(seen).toEqual([
      {
        id: 'd/1',
        serviceDeployment: 'sd/1',
        taskDefinition: 'arn:7',
        images: [image(a), image()],
        at: BEGAN,
        end: { kind: 'succeeded', at: BEGAN + minutes(4) },
      },
    ]);
  });

  it('of an older service, which has no service deployments, is how its deployment ended, but not when', () => {
    const [one] = seeDeployments(look([deployment('d/1')]));
    expect(one).toMatchObject({ id: 'd/1', end: { kind: 'succeeded' } });
    expect(one?.end).not.toHaveProperty('at');
  });

  it('believes ECS’s word of a revision only where the deployment is over and nobody saw its tasks', () => {
    const next = deployment('d/2', { createdAt: BEGAN + minutes(9), rolloutState: 'IN_PROGRESS' });
    const lists = [rollout('sd/1')];
    const unseen = seeDeployments(look([next], { serviceDeployments: lists }));
    expect(unseen[1]?.images).toEqual([image(b)]);

    const known = [
      { id: 'd/1', serviceDeployment: 'sd/1', taskDefinition: 'arn:7', images: [image(a)], at: BEGAN },
    ];
    const wasSeen = seeDeployments(look([next], { serviceDeployments: lists, known }));
    expect(wasSeen[1]).toMatchObject({ id: 'd/1', images: [image()] });
  });

  it('takes no task for another deployment’s, not even of the same revision', () => {
    const two = [
      deployment('d/2', { createdAt: BEGAN + minutes(9), rolloutState: 'IN_PROGRESS' }),
      deployment('d/1', { status: 'ACTIVE' }),
    ];
    const tasks = [task(a, { startedBy: 'd/1' }), task(b, { startedBy: 'd/2' })];
    expect(seeDeployments(look(two, { tasks })).map(({ images }) => images)).toEqual([
      [image(b)],
      [image(a)],
    ]);
    // Where ECS doesn't say who started them, two deployments of one revision can't be told apart.
    const nameless = [task(a), task(b)];
    expect(seeDeployments(look(two, { tasks: nameless })).map(({ images }) => images)).toEqual([[], []]);
  });

  it('names the run that asked for it, and what the run knows of it', () => {
    const asked = [{ run: RunNumber.parse(12), id: 'd/1', serviceDeployment: 'sd/1', tag: 'v12' }];
    const late = rollout('sd/1', { createdAt: BEGAN + minutes(30) });
    const [one] = seeDeployments(look([deployment('d/1')], { asked, serviceDeployments: [late] }));
    expect(one).toMatchObject({ serviceDeployment: 'sd/1', run: 12, tag: 'v12' });
  });

  it('leaves out a service deployment of which ECS knows no revision', () => {
    const other = rollout('sd/9', { createdAt: BEGAN - minutes(60) });
    expect(seeDeployments(look([deployment('d/1')], { serviceDeployments: [other] }))).toHaveLength(1);
  });
});

describe('which service deployment rolls out which deployment', () => {
  const at = (id: string, s: number, is: 'primary' | 'older' = 'older', taskDefinition = 'arn:7') => ({
    id,
    at: BEGAN + seconds(s),
    is,
    taskDefinition,
  });
  const rolls = (arn: string, s: number, goes: 'forward' | 'back' = 'forward') => ({
    arn,
    at: BEGAN + seconds(s),
    goes,
    taskDefinition: 'arn:7',
  });

  it('is told by the nearest beginning of the same revision', () => {
    const links = linkDeployments(
      [at('d/1', 0), at('d/2', 20, 'primary'), at('d/3', 1, 'older', 'arn:8')],
      [rolls('sd/1', 1), rolls('sd/2', 21)],
    );
    expect([...links]).toEqual([
      ['sd/1', 'd/1'],
      ['sd/2', 'd/2'],
    ]);
  });

  it('isn’t guessed while ECS shows the deployment and not yet its service deployment', () => {
    const links = linkDeployments([at('d/1', 0), at('d/2', 20, 'primary')], [rolls('sd/1', 1)]);
    expect([...links]).toEqual([['sd/1', 'd/1']]);
  });

  it('isn’t the deployment that ECS goes back with', () => {
    expect(linkDeployments([at('d/2', 5, 'primary')], [rolls('sd/1', 1, 'back')]).size).toBe(0);
    expect([...linkDeployments([at('d/1', 0)], [rolls('sd/1', 1, 'back')])]).toEqual([['sd/1', 'd/1']]);
  });

  it('is unknown where none began at about that time', () => {
    expect(linkDeployments([at('d/1', 600)], [rolls('sd/1', 1)]).size).toBe(0);
  });
});
