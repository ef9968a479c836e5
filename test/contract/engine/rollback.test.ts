import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import { RunNumber } from '../../../src/domain/ids.ts';
import { shortDigest } from '../../../src/domain/image/image.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { rollback } from '../../../src/jobs/operations/rollback.ts';
import { registry, requestOf } from '../../support/values.ts';
import { mortalEngine } from './mortal-engine.ts';

const REPOSITORY = 'mcp-gateway-registry';
const uri = `${registry.account}.dkr.ecr.${registry.region}.amazonaws.com/${REPOSITORY}`;
const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

/**
 * One revision under `:latest`, as the gateway's Terraform makes it: the good image ran, then the tag was overwritten
 * and deployed from outside, and that is what runs.
 */
async function overwritten(input: Readonly<Record<string, unknown>> = {}, seed: Partial<ServiceSeed> = {}) {
  const { operation, version, plan } = requestOf(rollback.spec, ulid());
  const it = mortalEngine(
    { image: `${uri}:latest`, ...seed },
    { operation, version, plan, input: { dryRun: false, ...input } },
  );
  const push = (): string => it.images.push(registry.region, REPOSITORY, { tag: 'latest' });
  const primary = () => it.world.service(key).deployments.find(({ status }) => status === 'PRIMARY');
  /** Deploys what the tag means now, from outside, and is seen. */
  const deployed = async (digest: string): Promise<void> => {
    it.world.update(key, { force: true });
    const at = it.clock.now();
    it.pass(60_000);
    const { id = '', taskDefinition = '' } = primary() ?? {};
    await it.history.remember(registry, {
      id,
      taskDefinition,
      images: [{ container: registry.container, image: `${uri}:latest`, digest }],
      at,
      end: { kind: 'succeeded', at: it.clock.now() },
    });
  };
  const good = push();
  await deployed(good);
  const bad = push();
  await deployed(bad);
  const runs = (): (string | undefined)[] =>
    it.world
      .service(key)
      .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ images }) => images[0]?.digest);
  const outcome = () => it.ends().map((event) => (event.kind === 'end' ? event.outcome : undefined));
  return { ...it, push, good, bad, runs, outcome };
}

describe('a rollback under :latest with one revision, the image overwritten', () => {
  it('runs the old code again, pinned by its digest, and locks deploys', async () => {
    const world = await overwritten({ reason: '5xx' });
    expect(world.runs()).toEqual([world.bad, world.bad]);
    await world.untilOver();
    expect(world.runs()).toEqual([world.good, world.good]);
    expect(world.outcome()).toMatchObject([
      {
        kind: 'succeeded',
        summary: expect.stringMatching(
          new RegExp(`2 of 2 tasks run ${shortDigest(world.good)}.*Deploys stay locked until`),
        ),
      },
    ]);
    expect([world.outside.taskDefinitions.registered.length, world.made()]).toEqual([1, 1]);
    expect(await world.holds.all()).toMatchObject([
      { kind: 'lock', reason: expect.stringContaining('rolled back by #1: 5xx') },
    ]);
    expect(world.ledger.holderOf(world.request)).toBeUndefined();
  });

  it('shows what changes, what is not brought back, and that infrastructure may undo it', async () => {
    const world = await overwritten({ dryRun: true });
    await world.untilOver();
    const [preview] = world.ledger.eventsOf(world.request.id).filter(({ kind }) => kind === 'preview');
    const text = JSON.stringify(preview);
    expect(text).toContain(shortDigest(world.bad));
    expect(text).toContain(shortDigest(world.good));
    expect(text).toContain('Not brought back');
    expect(text).toContain('next infrastructure apply');
    expect(text).toContain('aws ecs register-task-definition');
    expect([world.made(), world.runs()]).toEqual([0, [world.bad, world.bad]]);
  });

  it('goes where it is told to, by the first digits of a digest', async () => {
    const world = await overwritten({});
    const other = await overwritten({ to: world.good.slice('sha256:'.length, 'sha256:'.length + 8) });
    await other.untilOver();
    expect(other.runs()).toEqual([other.good, other.good]);
  });

  it('is refused where ECR has the image no more, and where nothing is called so: nothing changes', async () => {
    const world = await overwritten({});
    world.images.remove(registry.region, REPOSITORY, { digest: world.good });
    await world.untilOver();
    expect(world.outcome()).toMatchObject([
      { kind: 'failed', reason: `ECR has ${shortDigest(world.good)} no more. Nothing was changed.` },
    ]);
    const unknown = await overwritten({ to: 'v0' });
    await unknown.untilOver();
    expect(unknown.outcome()).toMatchObject([
      {
        kind: 'failed',
        reason: 'Nothing that ran before is called `v0`. Nothing was changed.',
        next: expect.stringContaining(`${shortDigest(unknown.good)}`),
      },
    ]);
    expect([world.made(), unknown.made()]).toEqual([0, 0]);
  });

  it('locks nothing where the policy says so', async () => {
    const world = await overwritten({});
    world.policy.afterRollback = 'nothing';
    await world.untilOver();
    expect(world.outcome()).toMatchObject([{ kind: 'succeeded' }]);
    expect(await world.holds.all()).toEqual([]);
  });
});

async function writesOfAWholeRun(): Promise<number> {
  const whole = await overwritten();
  await whole.untilOver();
  return whole.writes();
}
const boundaries = await writesOfAWholeRun();

describe('a worker that dies at any write of a rollback', () => {
  it.each(
    Array.from({ length: boundaries }, (_, i) => i + 1).flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )('($when write $write) leaves one revision, one UpdateService, one lock, one end', async (death) => {
    const world = await overwritten();
    world.deaths.push(death);
    expect(await world.untilOver()).toBe(1);
    expect([world.outside.taskDefinitions.registered.length, world.made()]).toEqual([1, 1]);
    expect(world.runs()).toEqual([world.good, world.good]);
    expect(world.outcome()).toMatchObject([{ kind: 'succeeded' }]);
    expect(await world.holds.all()).toHaveLength(1);
    expect(world.ledger.holderOf(world.request)).toBeUndefined();
  });
});

describe('a rollback while a deployment is under way', () => {
  it('has ECS take it back, and says what runs then', async () => {
    const world = await overwritten();
    // The good image again, then a deployment of another that crashes.
    await world.untilOver();
    const { operation, version, plan } = requestOf(rollback.spec, ulid());
    const id = requestOf(rollback.spec, ulid()).id;
    world.push();
    world.world.script(key, { kind: 'crash' });
    world.world.update(key, { force: true });
    world.pass(10_000);
    // It is the new code that crashes, not what ECS brings back.
    world.world.script(key, undefined);
    world.ledger.accept({ ...world.request, id, operation, version, plan, input: { dryRun: false } });
    for (let end = await world.turn(id); end.kind !== 'over'; ) end = await world.turn(id);
    const [end] = world.ledger.eventsOf(id).filter(({ kind }) => kind === 'end');
    expect(end).toMatchObject({
      outcome: {
        kind: 'succeeded',
        summary: expect.stringContaining('ECS took the deployment back: 2 of 2'),
      },
    });
    expect(world.runs()).toEqual([world.good, world.good]);
    expect(world.ecs.calls.filter(({ method, didIt }) => didIt && method === 'stopDeployment')).toHaveLength(
      1,
    );
  });

  it('runs the image pinned where ECS’s own way back starts the new code again', async () => {
    const world = await overwritten();
    const worse = world.push();
    world.world.update(key, { force: true });
    // One old task is gone already, so ECS’s way back starts a new one, under the tag that has moved.
    for (let i = 0; i < 400 && !world.runs().includes(worse); i++) world.pass(100);
    await world.untilOver();
    expect(new Set(world.runs()).size).toBe(1);
    expect(world.outcome()).toMatchObject([{ kind: 'succeeded' }]);
    expect(world.runs()).not.toContain(worse);
  });
});

describe('a rollback of a service that another run holds', () => {
  it('waits until that run has come to a safe point, which ends it as taken over', async () => {
    const world = await overwritten();
    const deploying = requestOf(deploy.spec, ulid(), {
      input: { image: 'latest', force: true, dryRun: false },
    });
    world.ledger.accept(deploying);
    world.push();
    world.world.script(key, { kind: 'crash' });
    for (let i = 0; i < 12; i++) await world.turn(deploying.id);
    expect(world.ledger.holderOf(deploying)).toBe(deploying.id);

    await world.turn();
    expect(await world.ledger.peek(world.request.id)).toMatchObject({
      state: { status: 'waiting' },
      remark: expect.stringContaining('Taking over from #2'),
    });
    await world.turn(deploying.id);
    world.world.script(key, undefined);
    expect(world.ledger.eventsOf(deploying.id).at(-1)).toMatchObject({
      outcome: {
        kind: 'superseded',
        by: 'run',
        reason: expect.stringMatching(/^#1 \(rollback\) took the service over\. ECS goes on/),
      },
    });
    await world.untilOver();
    expect(world.outcome()).toMatchObject([{ kind: 'succeeded' }]);
    expect(world.ledger.holderOf(world.request)).toBeUndefined();
  });

  it('may be cancelled while it waits, and has changed nothing', async () => {
    const world = await overwritten();
    const deploying = requestOf(deploy.spec, ulid(), {
      input: { image: 'latest', force: true, dryRun: false },
    });
    world.ledger.accept(deploying);
    world.push();
    world.world.script(key, { kind: 'crash' });
    for (let i = 0; i < 12; i++) await world.turn(deploying.id);
    await world.turn();
    const { id } = world.request;
    expect(world.ledger.holderOf(world.request)).toBe(deploying.id);
    expect(await world.ledger.signal(id, { kind: 'cancel', at: 0, team: 'T', user: 'U' })).toBe('sent');
    expect(await world.turn()).toEqual({ kind: 'over' });
    expect(world.outcome()).toEqual([
      { kind: 'cancelled', reason: '<@U> cancelled it. Nothing was changed.' },
    ]);
  });

  it('sends nothing more of that run, at whatever write it is asked to yield', async () => {
    for (let write = 1; write <= 20; write++) {
      const world = await overwritten();
      const deploying = requestOf(deploy.spec, ulid(), {
        input: { image: 'latest', force: true, dryRun: false },
      });
      world.ledger.accept(deploying);
      world.deaths.push({ write, when: 'after' });
      // The worker dies there, the rollback asks, and another worker goes on with both.
      for (let turn = 0; turn < 40; turn++) {
        const end = await world.turn(deploying.id).catch(() => 'died' as const);
        if (end === 'died') break;
        if (end.kind === 'over') break;
      }
      const madeBefore = world.made();
      await world.turn();
      for (let turn = 0; turn < 200; turn++) {
        if ((await world.turn(deploying.id)).kind === 'over') break;
      }
      expect({ write, made: world.made() }).toEqual({ write, made: madeBefore });
      await world.untilOver();
      expect(world.ledger.holderOf(world.request)).toBeUndefined();
    }
  });

  it('ends a parked run at once: what it asks is seen from what runs', async () => {
    const world = await overwritten();
    const deploying = requestOf(deploy.spec, ulid(), {
      input: { image: 'latest', force: true, dryRun: false },
    });
    world.ledger.accept(deploying);
    world.ecs.failNext('update', { kind: 'unanswered', call: 'ecs:UpdateService', detail: '500' }, 'before');
    for (let end = await world.turn(deploying.id); end.kind !== 'over'; )
      end = await world.turn(deploying.id);
    expect(await world.ledger.peek(deploying.id)).toMatchObject({ state: { status: 'parked' } });
    await world.untilOver();
    expect(await world.ledger.peek(deploying.id)).toMatchObject({
      number: RunNumber.parse(2),
      state: { status: 'ended', outcome: { kind: 'superseded', by: 'run' } },
    });
    expect(world.outcome()).toMatchObject([{ kind: 'succeeded' }]);
  });
});
