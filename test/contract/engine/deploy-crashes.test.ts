import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import { StepId } from '../../../src/domain/ids.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { registry } from '../../support/values.ts';
import { mortalEngine } from './mortal-engine.ts';

const REPOSITORY = 'mcp-gateway-registry';
const uri = `${registry.account}.dkr.ecr.${registry.region}.amazonaws.com/${REPOSITORY}`;
const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

/** A deploy of `v2` while `v1` runs. */
function deploying(input: Readonly<Record<string, unknown>> = {}) {
  const { name: operation, version, plan } = deploy.spec;
  const it = mortalEngine(
    { image: `${uri}:v1` },
    {
      operation,
      version,
      plan: plan.map(({ id, title }) => ({ id: StepId.parse(id), title })),
      input: { image: 'v2', force: false, dryRun: false, ...input },
    },
  );
  it.images.push(registry.region, REPOSITORY, { tag: 'v1' });
  const digest = it.images.push(registry.region, REPOSITORY, { tag: 'v2' });
  const outcome = () => it.ends().map((event) => (event.kind === 'end' ? event.outcome : undefined));
  const runs = (): (string | undefined)[] =>
    it.world
      .service(key)
      .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ images }) => images[0]?.digest);
  return { ...it, digest, outcome, runs };
}

async function writesOfAWholeRun(): Promise<number> {
  const whole = deploying();
  await whole.untilOver();
  return whole.writes();
}

const boundaries = await writesOfAWholeRun();
const writes = Array.from({ length: boundaries }, (_, i) => i + 1);

describe('a worker that dies at any write of a deploy', () => {
  it.each(
    writes.flatMap((write) => [
      { write, when: 'before' as const },
      { write, when: 'after' as const },
    ]),
  )(
    '($when write $write) leaves one revision, one UpdateService, one end, and the image running',
    async (death) => {
      const { untilOver, deaths, outcome, made, outside, runs, digest, ledger, request } = deploying();
      deaths.push(death);
      expect(await untilOver()).toBe(1);
      expect([outside.taskDefinitions.registered.length, made()]).toEqual([1, 1]);
      expect(outcome()).toMatchObject([{ kind: 'succeeded' }]);
      expect(runs()).toEqual([digest, digest]);
      expect(ledger.holderOf(request)).toBeUndefined();
    },
  );
});

describe('a registration whose answer was not clear', () => {
  const unanswered: Fault = { kind: 'unanswered', call: 'ecs:RegisterTaskDefinition', detail: '500' };

  it('is found again by its run, when ECS did it', async () => {
    const { untilOver, outside, outcome } = deploying();
    outside.taskDefinitions.failNext(unanswered, 'after');
    await untilOver();
    expect(outside.taskDefinitions.registered).toHaveLength(1);
    expect(outcome()).toMatchObject([{ kind: 'succeeded' }]);
  });

  it('asks a human when no trace of it appears, and is not tried again by itself', async () => {
    const { untilOver, outside, ledger, request } = deploying();
    outside.taskDefinitions.failNext(unanswered, 'before');
    await untilOver();
    expect((await ledger.peek(request.id))?.state).toMatchObject({ status: 'parked' });
    expect(outside.taskDefinitions.registered).toHaveLength(0);
  });
});

describe('a cancel, at any write of a deploy', () => {
  it.each(writes)('(%i) ends the run once, and says what stays', async (write) => {
    const { untilOver, made, outside, outcome, ledger, request, deaths } = deploying();
    deaths.push({ write, when: 'after' });
    await untilOver(() => ledger.signal(request.id, { kind: 'cancel', at: 0, team: 'T', user: 'U' }));
    const [end, ...more] = outcome();
    expect(more).toEqual([]);
    if (end?.kind === 'cancelled') {
      const prepared = outside.taskDefinitions.registered.length > 0;
      const stays = prepared ? 'What was prepared stays, and nothing uses it' : 'Nothing was changed';
      const goesOn =
        /ECS goes on with the deployment|The rollout is over, and what was rolled out stays|What was deployed stays/;
      if (made() > 0) expect(end.reason).toMatch(goesOn);
      else expect(end.reason).toContain(stays);
    } else {
      expect(end?.kind).toBe('succeeded');
    }
    expect(made()).toBeLessThanOrEqual(1);
    expect(ledger.holderOf(request)).toBeUndefined();
  });
});

describe('how a deploy ends', () => {
  it('failed where the tasks run something else than ECS was told', async () => {
    const it = deploying();
    const { images } = it;
    // Somebody deletes the image in the middle, and another registry answers for its name.
    const pull = images.pull.bind(images);
    images.pull = (name) => (name.includes('@') ? `sha256:${'0'.repeat(64)}` : pull(name));
    await it.untilOver();
    expect(it.outcome()).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('0 of 2 running tasks report sha256:') },
    ]);
  });

  it('superseded where somebody else deploys between its two calls', async () => {
    const it = deploying();
    it.ecs.failNext('update', { kind: 'unanswered', call: 'ecs:UpdateService', detail: '500' }, 'before');
    const seen = it.world.register.bind(it.world);
    it.world.register = (...given) => {
      const made = seen(...given);
      it.world.update(key, { force: true });
      return made;
    };
    await it.untilOver();
    expect(it.outcome()).toMatchObject([
      { kind: 'superseded', reason: expect.stringContaining('is registered, and nothing runs it') },
    ]);
  });

  it('gave up, or ended by the breaker, as a restart does: with why the tasks stopped', async () => {
    const it = deploying();
    it.world.script(key, { kind: 'crash' });
    await it.untilOver();
    expect(it.outcome()).toMatchObject([
      { kind: 'gave-up', reason: expect.stringContaining('ECS goes on with it') },
    ]);
  });
});
