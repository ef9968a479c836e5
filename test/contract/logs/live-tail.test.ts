import { describe, expect, it } from 'vitest';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { LogGroups } from '../../../sandbox/logs/groups.ts';
import { startLogsSandbox } from '../../../sandbox/logs/sandbox.ts';
import { cloudWatchLiveTail } from '../../../src/aws/logs/live-tail.ts';
import { fakeLiveTail } from './fake-live-tail.ts';
import { liveTailContract, tailAccount, tailGroup } from './live-tail.suite.ts';

const target = { account: tailAccount, region: 'us-east-1', logGroup: tailGroup };

/** Updates go out when the suite says so, unless told. */
const onHttp = async (more: { readonly silence?: number } = {}) => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const world = new World({ account: tailAccount, services: [], startAt: Date.now() });
  const sandbox = await startLogsSandbox(world, { updateEveryMs: 3_600_000 });
  sandbox.groups.add('us-east-1', tailGroup);
  const tail = cloudWatchLiveTail({ endpoint: sandbox.url, requestTimeoutMs: 2_000, ...more });
  return {
    tail,
    sandbox,
    write: sandbox.write,
    update: () => sandbox.tails.update(),
    end: (how: 'over' | 'broken') => sandbox.tails.end(how === 'over' ? 'SessionTimeoutException' : 'cut'),
    open: () => sandbox.tails.open,
    stop: async () => {
      tail.destroy();
      await sandbox.stop();
    },
  };
};

describe('LiveTail through the AWS SDK, against CloudWatch Logs on HTTP', () => {
  liveTailContract(onHttp);
});

describe('LiveTail in memory', () => {
  liveTailContract(async () => {
    const groups = new LogGroups();
    groups.add('us-east-1', tailGroup);
    const tail = fakeLiveTail(groups);
    const { write, update, end } = tail;
    return { tail, write, update, end, open: () => tail.open, stop: async () => undefined };
  });
});

describe('when CloudWatch refuses, breaks or is away', () => {
  const follow = (tail: ReturnType<typeof cloudWatchLiveTail>) =>
    tail.follow(target, { hear: () => undefined, stop: new AbortController().signal });

  it('names its group by its ARN', async () => {
    const { tail, sandbox, stop } = await onHttp();
    sandbox.faults.next('StartLiveTail', { kind: 'deny' });
    expect(await follow(tail)).toMatchObject({ fault: { kind: 'denied', action: 'logs:StartLiveTail' } });
    expect(sandbox.record.map(({ input }) => input)).toEqual([
      { logGroupIdentifiers: [`arn:aws:logs:us-east-1:${tailAccount}:log-group:${tailGroup}`] },
    ]);
    await stop();
  });

  it('takes a pattern that CloudWatch does not understand for invalid', async () => {
    const { tail, stop } = await onHttp();
    const { signal } = new AbortController();
    const asked = { pattern: '"never closed', hear: () => undefined, stop: signal };
    expect(await tail.follow(target, asked)).toMatchObject({ fault: { kind: 'invalid' } });
    await stop();
  });

  it('cannot be reached', async () => {
    const { tail, sandbox, stop } = await onHttp();
    sandbox.away(true);
    expect(await follow(tail)).toMatchObject({ ok: false });
    await stop();
  });

  it('takes a connection that falls silent for dead', async () => {
    const { tail, sandbox, stop } = await onHttp({ silence: 50 });
    expect(await follow(tail)).toMatchObject({
      fault: { kind: 'unanswered', detail: 'nothing more came on the connection' },
    });
    expect(sandbox.tails.open).toBeLessThanOrEqual(1);
    await stop();
  });

  it('ends by CloudWatch’s own exception', async () => {
    const { tail, sandbox, stop } = await onHttp();
    const { signal } = new AbortController();
    const begun = Promise.withResolvers<void>();
    const over = tail.follow(target, { hear: () => begun.resolve(), stop: signal });
    await begun.promise;
    sandbox.tails.end('SessionStreamingException');
    expect(await over).toMatchObject({ fault: { kind: 'unanswered', call: 'logs:StartLiveTail' } });
    await stop();
  });

  it('refuses the sixteenth session of an account', async () => {
    const { tail, stop } = await onHttp();
    const enough = new AbortController();
    const begun = Array.from({ length: 15 }, () => Promise.withResolvers<void>());
    const all = begun.map(({ resolve }) =>
      tail.follow(target, { hear: () => resolve(), stop: enough.signal }),
    );
    await Promise.all(begun.map(({ promise }) => promise));
    expect(await follow(tail)).toMatchObject({ fault: { kind: 'invalid' } });
    enough.abort();
    await Promise.all(all);
    await stop();
  });
});
