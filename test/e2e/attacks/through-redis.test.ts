import { Redis } from 'ioredis';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunId } from '../../../src/domain/ids.ts';
import { Question } from '../../../src/domain/run/question.ts';
import { RunRequest } from '../../../src/domain/run/run.ts';
import { type Keys, keysOf } from '../../../src/jobs/ledger/keys.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { APPROVER, approvalWorld } from '../../support/approvals.ts';
import { readable, story } from '../../support/story.ts';
import { OPERATOR, registry, TEAM } from '../../support/values.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type TestWorld, testWorld } from '../../support/wheelhouse.ts';

/** Somebody who can write to Redis, and has no key of a bot. */
let world: TestWorld;
let person: ReturnType<typeof story>;
let redis: Redis;
let keys: Keys;

beforeAll(async () => {
  world = await testWorld(approvalWorld(1, { approval: '20s', 'approval-remind': '10s' }));
  await Promise.all([world.start('bot'), world.start('worker')]);
  person = story(world);
  redis = new Redis(world.redis.url);
  keys = keysOf(world.redis.keyspace);
});
afterAll(async () => {
  redis.disconnect();
  await world.stop();
});

const REPOSITORY = 'mcp-gateway-registry';
const CALLS = ['RegisterTaskDefinition', 'UpdateService', 'StopServiceDeployment'];
const effects = (): number => CALLS.reduce((sum, call) => sum + world.ecs.calls(call).length, 0);
let tags = 0;

/** A deployment of a new image that waits for an approval: its number and id. */
async function waiting(): Promise<{ number: number; id: RunId }> {
  tags += 1;
  world.ecr.push(registry.region, REPOSITORY, { tag: `t${tags}` });
  await person.ops(`deploy registry --image t${tags}`);
  const root = readable(await person.rootReads(/#\d+ deploy[\s\S]*needs an approval/));
  const number = Number(/#(\d+) deploy/.exec(root)?.[1]);
  const id = RunId.parse(await redis.get(keys.number(number)));
  return { number, id };
}
const over = (number: number): Promise<unknown> =>
  person.rootReads(new RegExp(`#${number} deploy[\\s\\S]*(not started|expired|cancelled)`));
/** Has a worker look at it at once. */
async function wake(id: RunId): Promise<void> {
  await redis.hincrby(keys.run(id), 'signals', 1);
  await redis.zadd(keys.due, 0, id);
}
/** What the audit says of what wasn't signed. */
const audit = async (number: number, what: string): Promise<void> => {
  await person.ops(`audit --run ${number}`);
  await person.whispered(
    new RegExp(`ignored what wasn't signed \\(${what}\\) and pretended to be for #${number}`),
  );
};
/** What the attacker finds in Redis, to be copied or changed. */
const field = async (id: RunId, name: string): Promise<string> =>
  (await redis.hget(keys.run(id), name)) ?? '';

const forgedDecision = (subject: string, user = APPROVER) => ({
  kind: 'decision',
  subject,
  verdict: 'approve',
  team: TEAM,
  user,
  at: Date.now(),
});
const questionOf = async (id: RunId): Promise<Question> =>
  Question.parse(JSON.parse(await field(id, 'question')));
const subjectOf = async (id: RunId): Promise<string> => (await questionOf(id)).approval?.subject ?? '';

describe('somebody who can write to Redis', () => {
  it.each([
    ['without a signature', async (_: RunId, subject: string) => forgedDecision(subject)],
    [
      'with a signature that they made up',
      async (_: RunId, subject: string) => ({
        ...forgedDecision(subject),
        signature: `ed25519:0011223344556677:${'A'.repeat(86)}`,
      }),
    ],
    [
      'with the signature of the request',
      async (id: RunId, subject: string) => ({
        ...forgedDecision(subject),
        signature: await field(id, 'signature'),
      }),
    ],
  ])('approves a run in an approver’s name %s: it is ignored, told and audited', async (_, forge) => {
    const before = effects();
    const { number, id } = await waiting();
    await redis.rpush(keys.inbox(id), JSON.stringify(await forge(id, await subjectOf(id))));
    await wake(id);
    await person.threadReads(/pretended to be a person's word \(decision\)/);
    await audit(number, 'decision');
    expect(effects()).toBe(before);
    await person.ops(`reject ${number}`, APPROVER);
    await over(number);
    expect(effects()).toBe(before);
  });

  it('copies a real decision from one run to another: it is ignored', async () => {
    const before = effects();
    const first = await waiting();
    await person.ops(`reject ${first.number}`, APPROVER);
    await over(first.number);
    const [real = ''] = await redis.lrange(keys.inbox(first.id), 0, -1);
    const second = await waiting();
    await redis.rpush(keys.inbox(second.id), real);
    await redis.rpush(
      keys.inbox(second.id),
      JSON.stringify({ ...JSON.parse(real), subject: await subjectOf(second.id), verdict: 'approve' }),
    );
    await wake(second.id);
    await person.threadReads(/pretended to be a person's word/);
    expect(effects()).toBe(before);
    await person.ops(`cancel ${second.number}`);
    await over(second.number);
    expect(effects()).toBe(before);
  });

  it.each([
    [
      'the input',
      (request: Record<string, unknown>) => ({
        ...request,
        input: { image: 'evil', force: true, dryRun: false },
      }),
    ],
    [
      'the target',
      (request: Record<string, unknown>) => ({
        ...request,
        target: { ...registry, ecsService: 'mcp-gateway-v2-auth' },
      }),
    ],
    [
      'who asked',
      (request: Record<string, unknown>) => ({
        ...request,
        actor: { kind: 'slack', team: TEAM, user: APPROVER },
      }),
    ],
    [
      'the operation',
      (request: Record<string, unknown>) => ({
        ...request,
        operation: 'restart',
        version: restart.spec.version,
      }),
    ],
  ])('swaps %s of a run that waits: the run ends, and says why', async (_, swap) => {
    const before = effects();
    const { number, id } = await waiting();
    const request: Record<string, unknown> = JSON.parse(await field(id, 'request'));
    await redis.hset(keys.run(id), 'request', JSON.stringify(swap(request)));
    await wake(id);
    const root = readable(await person.rootReads(/No bot of this Wheelhouse took this request in/));
    expect(root).toContain('Nothing was changed');
    await audit(number, 'request');
    expect(effects()).toBe(before);
  });

  it.each([
    ['no signature', async () => ''],
    ['the signature of another run', async (id: RunId) => field(id, 'signature')],
  ])('writes a run of their own with %s: it ends, and changes nothing', async (_, signature) => {
    const before = effects();
    const model = await waiting();
    await person.ops(`cancel ${model.number}`);
    await over(model.number);
    const request = JSON.parse(await field(model.id, 'request'));
    const id = RunId.parse(ulid());
    const number = Number(await redis.incr(keys.lastNumber));
    const forged = {
      ...request,
      id,
      operation: 'restart',
      version: restart.spec.version,
      input: { force: true, pin: false },
    };
    await redis.hset(keys.run(id), {
      number,
      request: JSON.stringify(forged),
      acceptedAt: Date.now(),
      epoch: 0,
      revision: 1,
      status: 'queued',
      state: '{"status":"queued"}',
      lockKey: await field(model.id, 'lockKey'),
      channel: await field(model.id, 'channel'),
      signature: await signature(model.id),
    });
    await redis.set(keys.number(number), id);
    for (const key of [keys.due, keys.notices, keys.byTime, keys.live]) await redis.zadd(key, Date.now(), id);
    await person.rootReads(new RegExp(`#${number} restart[\\s\\S]*took this request in`));
    await audit(number, 'request');
    expect(effects()).toBe(before);
  });

  it('says in the journal that it was approved and looked at: nobody is asked less', async () => {
    const before = effects();
    const { number, id } = await waiting();
    const [step] = RunRequest.parse(JSON.parse(await field(id, 'request'))).plan;
    const subject = await subjectOf(id);
    const cleared = { kind: 'cleared', step: step?.id, at: Date.now(), subject };
    await redis.rpush(keys.journal(id), JSON.stringify(cleared));
    await redis.hset(keys.run(id), 'question', '', 'approvedBy', `approval-${subject} ${TEAM}/${APPROVER} `);
    await wake(id);
    await waitFor(async () => (await field(id, 'question')) !== '', { what: 'the question, asked anew' });
    expect(effects()).toBe(before);
    await person.ops(`cancel ${number}`);
    await over(number);
  });

  it('changes what the card says: the approver is shown what the run says, and that binds nobody', async () => {
    const before = effects();
    const { number, id } = await waiting();
    const question = await questionOf(id);
    const decided = { change: 'deploy', rows: [{ label: 'Image', after: 'harmless' }] };
    const dressed = { ...question, approval: { ...question.approval, decided } };
    await redis.hset(keys.run(id), 'question', JSON.stringify(dressed));
    await person.ops(`approve ${number}`, APPROVER);
    await world.sandbox.slack.waitFor(() => world.sandbox.slack.modal(APPROVER).length > 0);
    await world.sandbox.slack.submit({ user: APPROVER });
    // What they consented to isn't what the run is about to do, so it asks anew, or expires.
    await person.rootReads(new RegExp(`#${number} deploy[\\s\\S]*expired`));
    expect(effects()).toBe(before);
  });

  it('cancels somebody’s run in their name: it goes on, and says so', async () => {
    const { number, id } = await waiting();
    const cancel = { kind: 'cancel', at: Date.now(), team: TEAM, user: OPERATOR };
    await redis.rpush(keys.inbox(id), JSON.stringify(cancel));
    await wake(id);
    await person.threadReads(/pretended to be a person's word \(cancel\)/);
    expect(readable(await person.rootReads(/needs an approval/))).not.toContain('cancelled');
    await person.ops(`cancel ${number}`);
    await over(number);
  });

  it('cuts the audit short: nothing is changed any more', async () => {
    const before = effects();
    const [last] = await redis.xrevrange(keys.audit, '+', '-', 'COUNT', 1);
    await redis.hset(keys.auditHead, 'hash', 'x');
    await redis.hdel(keys.auditHead, 'hash');
    await person.ops('restart registry');
    await person.whispered(/not confirmed|Not confirmed/i);
    expect(effects()).toBe(before);
    expect(last).toBeDefined();
  });
});
