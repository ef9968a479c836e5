import { describe, expect, it } from 'vitest';
import { minutes } from '../../../../src/domain/clock.ts';
import type { SeenDeployment } from '../../../../src/domain/ports/deployment-history.ts';
import { type Candidate, candidates, type RunsNow } from '../../../../src/domain/rollback/candidates.ts';
import { BEGAN, digestOf, NOW, revision, runsNow, seen } from './seen.ts';

const nameOf = (one: Candidate | undefined): string | undefined =>
  one && (one.kind === 'image' ? one.digest.slice(7, 8) : one.taskDefinition.replace(/^.*:/, ':'));
const names = (history: readonly SeenDeployment[], running: RunsNow): (string | undefined)[] =>
  candidates(history, running, NOW).all.map(nameOf);
const best = (history: readonly SeenDeployment[], running: RunsNow): string | undefined =>
  nameOf(candidates(history, running, NOW).best);

describe('what one may go back to', () => {
  it('are the digests of one revision whose tag was overwritten twice, but for the one that runs', () => {
    const history = [
      seen({ minute: 0, ran: 'a' }),
      seen({ minute: 10, ran: 'b', run: 12 }),
      seen({ minute: 20, ran: 'c' }),
    ];
    const { all, best: chosen } = candidates(history, runsNow(20, 'c'), NOW);
    expect(all).toMatchObject([
      {
        kind: 'image',
        digest: digestOf('b'),
        taskDefinition: revision(7),
        tag: 'latest',
        from: BEGAN + minutes(10),
        to: BEGAN + minutes(20),
        end: { kind: 'succeeded' },
        by: { kind: 'run', run: 12 },
      },
      { digest: digestOf('a'), by: { kind: 'outside' }, to: BEGAN + minutes(10) },
    ]);
    expect(chosen).toBe(all[0]);
  });

  it('are each once, however often they were deployed', () => {
    const history = ['a', 'b', 'a', 'b', 'c'].map((ran, n) => seen({ minute: n * 10, ran }));
    expect(names(history, runsNow(40, 'c'))).toEqual(['b', 'a']);
    expect(
      candidates(history, runsNow(40, 'c'), NOW).all.map(({ deployments }) => deployments.length),
    ).toEqual([2, 2]);
  });

  it('are not what the PRIMARY brings while older tasks still run', () => {
    const history = [seen({ minute: 0, ran: 'a' }), seen({ minute: 10, ran: 'b', end: 'unknown' })];
    expect(names(history, runsNow(10))).toEqual(['a']);
    expect(best(history, runsNow(10))).toBe('a');
  });

  it('are known after the circuit breaker’s own rollback, which runs what ran before', () => {
    const history = [
      seen({ minute: 0, ran: 'a' }),
      seen({ minute: 10, ran: 'b' }),
      seen({ minute: 20, ran: 'c', end: 'rolled-back' }),
      seen({ minute: 22, ran: 'b' }),
    ];
    expect(names(history, runsNow(22, 'b'))).toEqual(['c', 'a']);
    expect(best(history, runsNow(22, 'b'))).toBe('a');
  });

  it('are none where nothing else was ever seen', () => {
    expect(candidates([seen({ minute: 0, ran: 'a' })], runsNow(0, 'a'), NOW)).toEqual({ all: [] });
    expect(candidates([], runsNow(0, 'a'), NOW)).toEqual({ all: [] });
  });

  it('are both where a tag moved while one deployment lived', () => {
    const history = [seen({ minute: 0, ran: 'ab' }), seen({ minute: 10, ran: 'c' })];
    expect(names(history, runsNow(10, 'c')).sort()).toEqual(['a', 'b']);
  });

  it('end with the present where nothing came after', () => {
    const history = [seen({ minute: 0, ran: 'a' })];
    expect(candidates(history, runsNow(5, 'b'), NOW).all[0]?.to).toBe(NOW);
  });
});

describe('a revision that pins its image', () => {
  const pinned = seen({ minute: 0, revision: 8, named: `@${digestOf('d')}`, tag: 'v8', run: 3 });

  it('is known by that digest, though nobody saw a task of it, and by the tag that its run found it by', () => {
    const { all } = candidates([pinned], runsNow(10, 'a'), NOW);
    expect(all).toMatchObject([{ kind: 'image', digest: digestOf('d'), tag: 'v8' }]);
  });

  it('is the same image as the manifest that its tasks report', () => {
    const ran = seen({ minute: 0, revision: 8, named: `@${digestOf('d')}`, ran: 'e' });
    const again = seen({ minute: 10, revision: 9, ran: 'e' });
    expect(candidates([ran, again], runsNow(20, 'a'), NOW).all).toMatchObject([
      { digest: digestOf('d'), also: [digestOf('e')], deployments: [{ at: again.at }, { at: ran.at }] },
    ]);
    expect(names([ran, again], runsNow(20, 'e'))).toEqual([]);
  });
});

describe('a revision whose digest nobody saw', () => {
  const unseen = seen({ minute: 0, revision: 6 });

  it('is listed as a revision only, and never the default', () => {
    expect(candidates([unseen], runsNow(10, 'a'), NOW)).toMatchObject({
      all: [{ kind: 'revision-only', taskDefinition: revision(6), tag: 'latest' }],
    });
    expect(best([unseen], runsNow(10, 'a'))).toBeUndefined();
  });

  it('isn’t listed where it is the one that runs: going back to it would change nothing', () => {
    expect(names([seen({ minute: 0 })], runsNow(10, 'a'))).toEqual([]);
  });

  it('isn’t listed beside an image of the same revision that is known', () => {
    expect(names([unseen, seen({ minute: 5, revision: 6, ran: 'b' })], runsNow(10, 'a'))).toEqual(['b']);
  });
});

describe('the best', () => {
  it('is the newest that ended well, though a newer one failed', () => {
    const history = [
      seen({ minute: 0, ran: 'a' }),
      seen({ minute: 10, ran: 'b', end: 'failed' }),
      seen({ minute: 20, ran: 'c', end: 'unknown' }),
    ];
    expect(names(history, runsNow(30, 'd'))).toEqual(['c', 'b', 'a']);
    expect(best(history, runsNow(30, 'd'))).toBe('a');
  });

  it('isn’t an image whose last try failed, though it ended well before', () => {
    const history = [
      seen({ minute: 0, ran: 'a' }),
      seen({ minute: 10, ran: 'b' }),
      seen({ minute: 20, ran: 'b', end: 'rolled-back' }),
    ];
    expect(best(history, runsNow(30, 'c'))).toBe('a');
  });

  it('may be an image whose last deployment another replaced: that says nothing of it', () => {
    const history = [seen({ minute: 0, ran: 'a' }), seen({ minute: 10, ran: 'a', end: 'stopped' })];
    const { best: chosen } = candidates(history, runsNow(12, 'b'), NOW);
    expect(chosen).toMatchObject({ digest: digestOf('a'), from: BEGAN, end: { kind: 'succeeded' } });
  });

  it('is none where only failed ones are left', () => {
    expect(best([seen({ minute: 0, ran: 'a', end: 'failed' })], runsNow(10, 'b'))).toBeUndefined();
  });
});
