import { describe, expect, it } from 'vitest';
import { lockName } from '../../../src/domain/target/service.ts';
import { registry } from '../../support/values.ts';
import { mortalEngine as engine } from './mortal-engine.ts';

const why =
  "Wheelhouse itself runs as this service, and never operates on itself, so it didn't ask ECS for new tasks.";

describe('a run on what Wheelhouse itself runs as', () => {
  it('ends before its first effect, whoever accepted it', async () => {
    const { own, untilOver, made, ends } = engine();
    own.push(lockName(registry));
    await untilOver();
    expect(made()).toBe(0);
    expect(ends()).toMatchObject([{ outcome: { kind: 'rejected', reason: `${why} Nothing was changed.` } }]);
  });

  it('is known by what it is in AWS, whatever the stored run calls it', async () => {
    const { own, untilOver, made } = engine(
      {},
      { target: { ...registry, stack: registry.stack, role: 'arn:other' } },
    );
    own.push(lockName(registry));
    await untilOver();
    expect(made()).toBe(0);
  });

  it('is no other service of the same cluster', async () => {
    const { own, untilOver, made } = engine();
    own.push(lockName({ ...registry, ecsService: 'wheelhouse-bot' }));
    await untilOver();
    expect(made()).toBe(1);
  });
});
