import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKETS, type Bucket } from '../../sandbox/ecs/http/rates.ts';
import type { RecordedCall } from '../../sandbox/ecs/http/record.ts';
import { readable, story } from '../support/story.ts';
import { registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { type TestWorld, testWorld } from '../support/wheelhouse.ts';

const SERVICES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

let world: TestWorld;
let person: ReturnType<typeof story>;

beforeAll(async () => {
  // The rollouts are over in seconds here, so they are read once a second: ten times as often as in production.
  world = await testWorld({ services: SERVICES, ecsRates: 'ecs', limits: { 'rollout-every': '1s' } });
  await Promise.all([world.start('bot'), world.start('worker'), world.start('worker')]);
  person = story(world);
});
afterAll(() => world.stop());

const ends = (): string[] =>
  person
    .roots()
    .map(readable)
    .filter((text) => / after \d/.test(text));

/** The most of these calls that arrived within any second. */
const mostInASecond = (calls: readonly RecordedCall[]): number =>
  Math.max(
    0,
    ...calls.map(({ at: from }) => calls.filter(({ at }) => at >= from && at < from + 1000).length),
  );

/** The most of them beyond what comes back meanwhile, over any stretch: what a bucket must hold. */
const mostBeyond = (calls: readonly RecordedCall[], perSecond: number): number =>
  Math.max(
    0,
    ...calls.flatMap(({ at: from }, i) =>
      calls.slice(i).map(({ at }, more) => more + 1 - ((at - from) * perSecond) / 1000),
    ),
  );

const callsOf = ({ calls }: Bucket): RecordedCall[] =>
  world.ecs.record.filter(({ call, region }) => calls.includes(call) && region === registry.region);

describe('ten services of a cluster, deployed within a second', () => {
  it('are all done, each by one revision and one UpdateService', async () => {
    const from = performance.now();
    await Promise.all(SERVICES.map((name) => person.ops(`deploy ${name} --image v2`)));
    expect(performance.now() - from).toBeLessThan(1_000);
    await waitFor(() => ends().length === SERVICES.length, {
      what: 'ten ends',
      show: () => person.roots().map(readable),
    });
    expect(
      ends().filter((text) => /^:white_check_mark: \*#\d+ deploy .* done after/.test(text)),
    ).toHaveLength(10);
    const asked = ['RegisterTaskDefinition', 'UpdateService'].map((call) =>
      world.ecs.calls(call).map(({ input }) => JSON.stringify(input)),
    );
    expect(asked.map((inputs) => [inputs.length, new Set(inputs).size])).toEqual([
      [10, 10],
      [10, 10],
    ]);
  });

  it('were never throttled: ECS answered every call', () => {
    expect(world.ecs.record.filter(({ answer }) => answer !== 200)).toEqual([]);
    expect(world.ecs.record.length).toBeGreaterThan(60);
  });

  it.for(BUCKETS)('stay within what ECS documents for $calls', (bucket) => {
    const calls = callsOf(bucket);
    expect(mostInASecond(calls)).toBeLessThanOrEqual(bucket.capacity);
    expect(mostBeyond(calls, bucket.perSecond)).toBeLessThanOrEqual(bucket.capacity);
  });

  it('are read together: ten rollouts cost no more reads than one', () => {
    const [first] = world.ecs.calls('UpdateService');
    const last = world.ecs.record.at(-1);
    const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000;
    const reads = world.ecs
      .calls('DescribeServices')
      .filter(({ input }) => JSON.stringify(input).split('mcp-gateway-v2-').length > 2);
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.length).toBeLessThanOrEqual(seconds + 2);
  });
});
