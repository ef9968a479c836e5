import { afterEach, expect, test } from 'vitest';
import type { Reader } from '../../../../src/aws/sqs/consume-queue.ts';
import { watchDeadLetters } from '../../../../src/aws/sqs/watch-dead-letters.ts';
import { minutes } from '../../../../src/domain/clock.ts';
import { MemoryIntake } from '../../../contract/alarm-edge/memory-intake.ts';
import { silent } from '../../../support/values.ts';
import { FakeSqs, QUEUE } from './fake-sqs.ts';

let watch: Reader | undefined;
afterEach(() => watch?.stop(1_000));

/** Looks once for each count in turn; undefined: SQS is away. Gives what was told after each. */
async function looking(
  counts: readonly (number | undefined)[],
  during: (look: number, intake: MemoryIntake) => void = () => undefined,
) {
  const sqs = new FakeSqs();
  const intake = new MemoryIntake();
  const told: string[][] = [];
  const counted: number[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  let now = minutes(1_000);
  let at = 0;
  const set = (): void => {
    during(at, intake);
    const count = counts[at];
    sqs.isAway = count === undefined;
    sqs.count = count ?? 0;
  };
  set();
  watch = watchDeadLetters({
    queue: QUEUE,
    sqs,
    intake,
    clock: { now: () => now },
    log: silent,
    onFailure: () => undefined,
    onCount: (_, count) => counted.push(count),
    async pause(_, stop) {
      told.push(intake.stored.flatMap(({ what }) => (what.kind === 'other' ? (what.subject ?? '') : [])));
      at += 1;
      now += minutes(1);
      if (at < counts.length) return set();
      resolve();
      await new Promise<void>((done) => stop.addEventListener('abort', () => done(), { once: true }));
    },
  });
  await promise;
  return { told: told.map((all, n) => all.slice(told[n - 1]?.length ?? 0)), counted };
}

test('an empty queue is nothing to tell', async () => {
  expect(await looking([0, 0])).toEqual({ told: [[], []], counted: [0, 0] });
});

test('more is told once, and that it is empty again', async () => {
  const { told } = await looking([0, 1, 1, 3, 3, 0, 0, 0]);
  expect(told).toEqual([
    [],
    ['Dead letters in alarms: 1'],
    [],
    ['Dead letters in alarms: 3'],
    [],
    [],
    ['Dead letters: alarms is empty again'],
    [],
  ]);
});

test('a count that is lower only once is SQS counting roughly', async () => {
  expect((await looking([3, 2, 3, 0, 3])).told).toEqual([['Dead letters in alarms: 3'], [], [], [], []]);
});

test('some that came after others were taken away are told', async () => {
  expect((await looking([5, 2, 2, 4])).told).toEqual([
    ['Dead letters in alarms: 5'],
    [],
    [],
    ['Dead letters in alarms: 4'],
  ]);
});

test('while SQS is away nothing is concluded', async () => {
  expect(await looking([2, undefined, 2])).toEqual({
    told: [['Dead letters in alarms: 2'], [], []],
    counted: [2, 2],
  });
});

test('what could not be stored is told the next time', async () => {
  const { told } = await looking([1, 1], (look, intake) => {
    intake.away = look === 0 ? 'refuses' : 'no';
  });
  expect(told).toEqual([[], ['Dead letters in alarms: 1']]);
});
