import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import type { ResolvedService } from '../../../src/domain/target/service.ts';
import { waitFor } from '../../support/wait-for.ts';
import { aService, EVERY, isSettled, type RecorderScene, recorderScene } from './recorder-scene.ts';

const web = aService('web');
const opened: RecorderScene[] = [];
afterEach(async () => {
  for (const scene of opened.splice(0)) await scene.close();
});
async function open(
  services: readonly ResolvedService[] = [web],
  seed: Partial<ServiceSeed> = {},
): Promise<RecorderScene> {
  const scene = await recorderScene(services, seed);
  opened.push(scene);
  return scene;
}

const stateOf = ({ ecs }: RecorderScene, { region, cluster, ecsService }: ResolvedService) =>
  ecs.service(region, cluster, ecsService);
const digestsOf = (scene: RecorderScene): (string | undefined)[] =>
  stateOf(scene, web)
    .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
    .map(({ images }) => images[0]?.digest);
const rolledOut = async (scene: RecorderScene): Promise<void> => {
  await waitFor(() => stateOf(scene, web).steady && stateOf(scene, web).deployments.length === 1, {
    what: 'ECS to be done',
  });
};

describe('the recorder of deployments', () => {
  it('remembers a deployment from outside under :latest with the digest that its tasks run', async () => {
    const scene = await open();
    scene.start();
    const before = await scene.remembers(web, 'what ran before', isSettled);
    expect(before).toMatchObject([{ revision: 'web:1', end: 'succeeded', digests: [digestsOf(scene)[0]] }]);

    const pushed = scene.push('web');
    scene.deployFromOutside(web);
    const [newest, ...older] = await scene.remembers(
      web,
      'the deployment to be recorded',
      (all) => all.length === 2 && isSettled(all),
    );
    expect(newest).toMatchObject({ revision: 'web:1', end: 'succeeded', digests: [pushed], run: undefined });
    expect(older).toEqual(before);
  });

  it('knows every digest of one revision, whose tag was overwritten twice', async () => {
    const scene = await open();
    scene.start();
    const digests = digestsOf(scene).slice(0, 1);
    for (const n of [2, 3]) {
      digests.unshift(scene.push('web'));
      scene.deployFromOutside(web);
      await scene.remembers(web, `deployment ${n}`, (all) => all.length === n && isSettled(all));
    }
    const all = await scene.remembers(web, 'all three', isSettled);
    expect(all.map(({ digests: [digest] }) => digest)).toEqual(digests);
    expect(new Set(all.map(({ revision }) => revision))).toEqual(new Set(['web:1']));
  });

  it('has of the time before it looked what ECS still knows, newest first', async () => {
    const scene = await open();
    const digests = digestsOf(scene).slice(0, 1);
    for (let n = 0; n < 2; n++) {
      digests.unshift(scene.push('web'));
      scene.deployFromOutside(web);
      await rolledOut(scene);
    }
    scene.start();
    const all = await scene.remembers(web, 'all three', (one) => one.length === 3 && isSettled(one));
    expect(all.map(({ digests: [digest], end }) => [digest, end])).toEqual(
      digests.map((digest) => [digest, 'succeeded']),
    );
    // The service tells the id of the deployment that it runs; of the others nobody does any more.
    expect(all.map(({ id }) => id !== undefined)).toEqual([true, false, false]);
  });

  it('knows that the circuit breaker took a deployment back, and the deployment that it went back with', async () => {
    const scene = await open([web], { breaker: 'rolls-back' });
    scene.start();
    const [good] = digestsOf(scene);
    await scene.remembers(web, 'what ran before', isSettled);
    const bad = scene.push('web');
    scene.ecs.script({ region: web.region, cluster: web.cluster, service: 'web' }, { kind: 'crash' });
    scene.deployFromOutside(web);
    const all = await scene.remembers(
      web,
      'the rollback to be recorded',
      (one) => one.length === 3 && isSettled(one),
    );
    expect(all.map(({ end }) => end)).toEqual(['succeeded', 'rolled-back', 'succeeded']);
    expect(all[1]?.digests).toEqual([bad]);
    expect(all[2]?.digests).toEqual([good]);
    expect(all[0]?.digests).toEqual([digestsOf(scene)[0]]);
  });

  it('knows that a deployment was stopped because another took its place', async () => {
    const scene = await open();
    scene.start();
    await scene.remembers(web, 'what ran before', isSettled);
    scene.ecs.script({ region: web.region, cluster: web.cluster, service: 'web' }, { kind: 'stuck' });
    scene.deployFromOutside(web);
    await scene.remembers(web, 'the stuck one', (all) => all.length === 2 && all[0]?.end === 'goes on');
    scene.ecs.script({ region: web.region, cluster: web.cluster, service: 'web' }, undefined);
    scene.deployFromOutside(web);
    const all = await scene.remembers(web, 'the next one', (one) => one.length === 3 && isSettled(one));
    expect(all.map(({ end }) => end)).toEqual(['succeeded', 'stopped', 'succeeded']);
  });
});

describe('what recording costs', () => {
  it('is one DescribeServices for ten services each time, once all is known, whoever many record', async () => {
    const services = Array.from({ length: 12 }, (_, n) => aService(`s${n}`));
    const scene = await open(services);
    for (let worker = 0; worker < 3; worker++) scene.start();
    for (const service of services) await scene.remembers(service, 'the first look', isSettled);
    const last = services[11] ?? web;
    await waitFor(async () => (await scene.redis.hlen(scene.keys.historyNoted(keyOf(last)))) === 12, {
      what: 'all twelve to be noted',
    });
    const from = scene.ecs.record.length;
    await waitFor(() => scene.ecs.record.length - from >= 8, { what: 'four rounds' });
    const asked = scene.ecs.record.slice(from, from + 8);
    expect(new Set(asked.map(({ call }) => call))).toEqual(new Set(['DescribeServices']));
    // Two calls a round, and an interval between two rounds: nobody reads besides.
    // Over all of them together: a busy machine may hold up one of the calls.
    const rounds = asked.filter((_, n) => n % 2 === 0).map(({ at }) => at);
    expect((rounds.at(-1) ?? 0) - (rounds[0] ?? 0)).toBeGreaterThan(2 * EVERY);
  });
});

describe('a recorder in trouble', () => {
  it('records the other clusters while one can’t be read, and says which', async () => {
    const scene = await open();
    scene.start({ catalog: { services: [aService('gone', 'no-such-cluster'), web] } });
    await waitFor(() => scene.logged.length > 0, { what: 'the fault to be logged' });
    expect(scene.logged[0]).toMatchObject({
      kind: 'missing',
      call: 'ecs:DescribeServices',
      cluster: keyOf(aService('gone', 'no-such-cluster')),
    });
    const pushed = scene.push('web');
    scene.deployFromOutside(web);
    await scene.remembers(web, 'the cluster that can be read', (all) => all[0]?.digests[0] === pushed);
  });

  it('asks less and less often while ECS refuses, and goes on when it answers', async () => {
    const scene = await open();
    const heal = scene.ecs.faults.next('DescribeServices', { kind: 'throttle' }, Number.POSITIVE_INFINITY);
    scene.start();
    await waitFor(async () => Number(await scene.redis.hget(scene.keys.historyFailures, keyOf(web))) >= 2, {
      what: 'a second failure',
    });
    const due = Number(await scene.redis.zscore(scene.keys.historyDue, keyOf(web)));
    expect(due - Date.now()).toBeGreaterThan(2 * 200);
    heal();
    await scene.remembers(web, 'what runs', isSettled);
    await waitFor(async () => (await scene.redis.hexists(scene.keys.historyFailures, keyOf(web))) === 0, {
      what: 'the pause to be as usual',
    });
  });

  it('keeps what it may read where a permission is missing', async () => {
    const scene = await open();
    scene.ecs.faults.next('ListServiceDeployments', { kind: 'deny' }, Number.POSITIVE_INFINITY);
    scene.start();
    const [one] = await scene.remembers(web, 'what its tasks show', isSettled);
    expect(one).toMatchObject({ end: 'succeeded', digests: digestsOf(scene).slice(0, 1) });
    await waitFor(() => scene.logged.length > 0, { what: 'the fault to be logged' });
    expect(scene.logged[0]).toMatchObject({ kind: 'denied', action: 'ecs:ListServiceDeployments' });
  });

  it('that dies in the middle loses nothing: the next one keeps the rest', async () => {
    const scene = await open();
    for (let n = 0; n < 2; n++) {
      scene.push('web');
      scene.deployFromOutside(web);
      await rolledOut(scene);
    }
    let kept = 0;
    const dying = scene.start({
      history: {
        of: scene.history.of,
        async remember(service, seen) {
          if (kept === 1) throw new Error('the process died');
          kept += 1;
          await scene.history.remember(service, seen);
        },
      },
    });
    await waitFor(() => scene.logged.length > 0, { what: 'the first recorder to die' });
    await dying.stop();
    expect(await scene.history.of(web, 50)).toHaveLength(1);
    scene.start();
    await scene.remembers(web, 'all three', (all) => all.length === 3 && isSettled(all));
  });

  it('stops within what it has begun, and another one takes over', async () => {
    const scene = await open();
    const held = scene.ecs.faults.hold('ListTasks', 'before');
    const first = scene.start();
    await held.held;
    const stopped = first.stop();
    held.release();
    await stopped;
    scene.start();
    await scene.remembers(web, 'the other one to record it', isSettled);
  });
});

const keyOf = ({ account, region, cluster }: ResolvedService): string =>
  [account, '-', region, cluster].join('|');
