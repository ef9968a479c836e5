import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../src/domain/alarm/notice.ts';
import type { AlarmIntake } from '../../../../src/domain/ports/alarm-inbox.ts';
import { groupedIntake } from '../../../../src/jobs/alarms/intake/grouped-intake.ts';

const notice = (id: string): Notice => ({ id, via: 'sns', what: { kind: 'other', text: id, at: 1 } });

type Outcome = 'stored' | 'duplicate';

/** A store whose writes end when the test says so. */
function slowStore() {
  const writes: { readonly ids: string[]; end(): void; fail(error: Error): void }[] = [];
  const intake: AlarmIntake = {
    take(notices) {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Outcome[]>();
      const ids = notices.map(({ id }) => id);
      writes.push({
        ids,
        end: () => resolve(ids.map((id) => (id.startsWith('again') ? 'duplicate' : 'stored'))),
        fail: reject,
      });
      return promise;
    },
  };
  const write = (n: number) => {
    const found = writes[n];
    if (!found) throw new Error(`no write ${n}`);
    return found;
  };
  return { intake, writes, write };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the first who comes', () => {
  it('is written at once, alone', () => {
    const { intake, writes } = slowStore();
    void groupedIntake(intake).take([notice('a')]);
    expect(writes.map(({ ids }) => ids)).toEqual([['a']]);
  });
});

describe('whoever comes while writes are under way', () => {
  it('is written together with the others, in order, and hears of its own', async () => {
    const { intake, writes, write } = slowStore();
    const grouped = groupedIntake(intake, { flights: 1 });
    const first = grouped.take([notice('a')]);
    const second = grouped.take([notice('b'), notice('again-c')]);
    const third = grouped.take([notice('d')]);
    expect(writes).toHaveLength(1);
    write(0).end();
    expect(await first).toEqual(['stored']);
    await turn();
    expect(write(1).ids).toEqual(['b', 'again-c', 'd']);
    write(1).end();
    expect(await second).toEqual(['stored', 'duplicate']);
    expect(await third).toEqual(['stored']);
    expect(writes).toHaveLength(2);
  });

  it('is answered only after its own write', async () => {
    const { intake, write } = slowStore();
    const grouped = groupedIntake(intake, { flights: 1 });
    void grouped.take([notice('a')]);
    let answered = false;
    const second = grouped.take([notice('b')]).then(() => {
      answered = true;
    });
    write(0).end();
    await turn();
    expect(answered).toBe(false);
    write(1).end();
    await second;
    expect(answered).toBe(true);
  });

  it('shares writes of a bounded size; what one hands in is never divided', async () => {
    const { intake, write } = slowStore();
    const grouped = groupedIntake(intake, { flights: 1, most: 3 });
    const all = [['a'], ['b', 'c'], ['d', 'e'], ['f', 'g', 'h', 'i']].map((ids) =>
      grouped.take(ids.map(notice)),
    );
    for (let n = 0; n < 4; n += 1) {
      write(n).end();
      await turn();
    }
    expect((await Promise.all(all)).flat()).toHaveLength(9);
    expect([1, 2, 3].map((n) => write(n).ids)).toEqual([
      ['b', 'c'],
      ['d', 'e'],
      ['f', 'g', 'h', 'i'],
    ]);
  });
});

describe('a write that fails', () => {
  it('fails for all in it and nobody else, and the next goes on', async () => {
    const { intake, write } = slowStore();
    const grouped = groupedIntake(intake, { flights: 1 });
    const first = grouped.take([notice('a')]);
    const others = Promise.allSettled([grouped.take([notice('b')]), grouped.take([notice('c')])]);
    write(0).end();
    expect(await first).toEqual(['stored']);
    await turn();
    write(1).fail(new Error('connect ECONNREFUSED'));
    expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const later = grouped.take([notice('b')]);
    write(2).end();
    expect(await later).toEqual(['stored']);
  });

  it('is one whose answer is for another number of notices', async () => {
    const grouped = groupedIntake({ take: async () => [] });
    await expect(grouped.take([notice('a')])).rejects.toThrow('answered for 0 notices of 1');
  });
});

describe('the queue', () => {
  it('is bounded: who is too many is refused at once, and may come again', async () => {
    const { intake, write } = slowStore();
    const grouped = groupedIntake(intake, { flights: 1, waiting: 2 });
    void grouped.take([notice('a')]);
    const waiting = grouped.take([notice('b'), notice('c')]);
    await expect(grouped.take([notice('d')])).rejects.toThrow('2 notices wait');
    write(0).end();
    await turn();
    const again = grouped.take([notice('d')]);
    write(1).end();
    await waiting;
    await turn();
    write(2).end();
    expect(await again).toEqual(['stored']);
  });

  it('writes nothing for who brings nothing', async () => {
    const { intake, writes } = slowStore();
    expect(await groupedIntake(intake).take([])).toEqual([]);
    expect(writes).toHaveLength(0);
  });
});
