import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Registry } from '../../../sandbox/ecr/world/registry.ts';
import { World } from '../../../sandbox/ecs/world/world.ts';
import { minutes } from '../../../src/domain/clock.ts';
import { effectStep, type StepContext } from '../../../src/domain/operation/step.ts';
import { noCallIds } from '../../../src/domain/ports/call-ids.ts';
import { ok } from '../../../src/domain/result.ts';
import { runEffect } from '../../../src/jobs/engine/effect.ts';
import { Fenced, Session } from '../../../src/jobs/engine/session.ts';
import type { Ledger } from '../../../src/jobs/ledger/ledger.ts';
import { registry, restartRequest, silent } from '../../support/values.ts';
import { fakeEcsServices } from '../ecs/fake-ecs-services.ts';
import { fakeOutside } from '../ecs/fake-outside.ts';
import { fakeViews } from '../ecs/fake-views.ts';
import { memoryHistory } from '../history/memory-history.ts';
import { memoryHolds } from '../holds/memory-holds.ts';
import { memoryLedger } from '../ledger/memory-ledger.ts';

const limits = { readBack: 30_000, retryFrom: 1000, retryTo: 30_000 };
const pace = {
  rolloutEvery: 10_000,
  rolloutLimit: 1_800_000,
  backstop: 10_000,
  stuckAfter: 600_000,
  bakeAtMost: 3_600_000,
  countdown: 120_000,
};

/**
 * A claimed run before its one effect. `whileWriting` happens while the intent is on its way to the ledger; it may
 * move the clock on the wall, the time that really passes, or let another worker take the run over.
 */
async function beforeTheEffect(
  whileWriting: (world: {
    passes: (ms: number) => void;
    isSet: (ms: number) => void;
    takeOver: () => Promise<unknown>;
  }) => unknown,
) {
  const at = { wall: Date.UTC(2026, 10, 21, 3, 0, 0), elapsed: 0 };
  const clock = { now: () => at.wall };
  const kept = memoryLedger(clock, 60_000);
  let asked = 0;
  const ledger: Ledger = {
    ...kept,
    keep: (id, epoch) => {
      asked += 1;
      return kept.keep(id, epoch);
    },
    async write(id, fence, change, seen) {
      const written = await kept.write(id, fence, change, seen);
      const passes = (ms: number): void => {
        at.elapsed += ms;
        at.wall += ms;
      };
      const isSet = (ms: number): void => {
        at.wall += ms;
      };
      if (change.journal?.[0]?.kind === 'intent')
        await whileWriting({ passes, isSet, takeOver: () => kept.claim(id) });
      return written;
    },
  };
  const request = restartRequest(ulid());
  kept.accept(request);
  const claimed = await kept.claim(request.id);
  if (claimed.kind !== 'claimed') throw new Error(`expected to claim the run, got ${claimed.kind}`);
  const parts = { clock, monotonic: { elapsed: () => at.elapsed }, lease: 60_000, log: silent };
  const session = new Session(ledger, claimed.claim, parts);

  let called = 0;
  const step = effectStep<unknown, string, string>({
    id: 'poke',
    title: 'poke it',
    limit: () => minutes(5),
    output: z.string(),
    intent: z.string(),
    onLimit: () => ({ kind: 'failed', reason: 'too late' }),
    plan: () => 'poke',
    async act() {
      called += 1;
      return { kind: 'happened', output: 'poked', effect: 'It was poked.' };
    },
    done: async () => ({ kind: 'absent' }),
    question: () => 'Was it poked?',
  });
  const world = new World({ account: registry.account, startAt: at.wall, services: [] });
  const ecs = fakeEcsServices(world, clock);
  const outside = fakeOutside(world, clock, new Registry(registry.account, clock.now));
  const ctx: StepContext<unknown> = {
    run: session.run,
    input: {},
    target: registry,
    ports: {
      ecs,
      ...outside,
      views: fakeViews(ecs, clock),
      holds: memoryHolds(clock),
      history: memoryHistory(),
    },
    clock,
    pace,
    policy: { onAlarm: 'offer', afterRollback: 'lock' },
    begunAt: at.wall,
    answerTo: () => undefined,
    done: () => undefined,
    askedHooks: () => [],
    output: () => {
      throw new Error('there is no earlier step');
    },
  };
  const stoppedBy = async () => ok([]);
  const permitted = () => 'permitted' as const;
  const held = async () => ({ kind: 'fits' }) as const;
  const turn = {
    step,
    ctx,
    session,
    begunAt: at.wall,
    limits,
    mode: 'operate',
    stoppedBy,
    callIds: noCallIds,
    permitted,
    held,
  } as const;
  const end = await runEffect(turn).catch((error: unknown) => error);
  return { end, called, asked };
}

describe('a worker that stood still between its intent and its call', () => {
  it('calls nothing when the run is another worker’s meanwhile, though the clock was set back', async () => {
    const { end, called } = await beforeTheEffect(async ({ passes, isSet, takeOver }) => {
      passes(90_000);
      isSet(-90_000);
      await takeOver();
    });
    expect(end).toBeInstanceOf(Fenced);
    expect(called).toBe(0);
  });

  it('goes on when the run is still its own', async () => {
    const { end, called, asked } = await beforeTheEffect(({ passes }) => passes(5_000));
    expect([end, called, asked]).toMatchObject([{ kind: 'next', output: 'poked' }, 1, 1]);
  });

  it('is not taken to have stood still because the clock was set forward', async () => {
    const { called, asked } = await beforeTheEffect(({ passes, isSet }) => {
      passes(5);
      isSet(3_600_000);
    });
    expect([called, asked]).toEqual([1, 0]);
  });
});
