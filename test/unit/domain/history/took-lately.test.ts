import { describe, expect, it } from 'vitest';
import { minutes } from '../../../../src/domain/clock.ts';
import { tookLately } from '../../../../src/domain/history/took-lately.ts';
import type { SeenDeployment } from '../../../../src/domain/ports/deployment-history.ts';

const took = (n: number, length: number, kind: 'succeeded' | 'failed' = 'succeeded'): SeenDeployment => ({
  id: `ecs-svc/${n}`,
  taskDefinition: 'arn:7',
  images: [],
  at: minutes(n * 60),
  end: { kind, at: minutes(n * 60 + length) },
});

describe('how long deployments took lately', () => {
  it('is of the last five that ended well, in whatever order they are given', () => {
    const history = [took(1, 90), took(2, 4), took(3, 3), took(4, 5), took(5, 3), took(6, 4)];
    const lately = { shortest: minutes(3), longest: minutes(5), of: 5 };
    expect(tookLately(history)).toEqual(lately);
    expect(tookLately([...history].reverse())).toEqual(lately);
  });

  it('leaves out those that failed, go on, or whose end nobody saw', () => {
    const { end: _, ...goesOn } = took(2, 0);
    const unseen: SeenDeployment = { ...took(3, 0), end: { kind: 'succeeded' } };
    expect(tookLately([took(1, 4), goesOn, unseen, took(4, 60, 'failed')])).toEqual({
      shortest: minutes(4),
      longest: minutes(4),
      of: 1,
    });
  });

  it('is unknown where there are none', () => {
    expect(tookLately([])).toBeUndefined();
    expect(tookLately([took(1, 4, 'failed')])).toBeUndefined();
  });
});
