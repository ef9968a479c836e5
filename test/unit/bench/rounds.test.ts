import { describe, expect, it } from 'vitest';
import { inRounds, roundsOf, type Subject } from '../../../bench/measures/rounds.ts';

const plan = {
  warmUp: { perSecond: 100, count: 7 },
  rates: [
    { perSecond: 10, seconds: 2 },
    { perSecond: 20, seconds: 3 },
  ],
  rounds: 2,
};

/** Subjects that only say what they were loaded with. */
function subjects(...names: string[]): { readonly all: Subject[]; readonly loads: string[] } {
  const loads: string[] = [];
  const all = names.map((name) => ({
    name,
    load: ({ perSecond, count }: { perSecond: number; count: number }) => {
      loads.push(`${name} ${perSecond}/s × ${count}`);
      return Promise.resolve({ ms: [loads.length], late: [0], wrong: 0 });
    },
  }));
  return { all, loads };
}

describe('rounds', () => {
  it('warm every subject up first, and load all of them in turn', async () => {
    const { all, loads } = subjects('bare', 'bot');
    const found = await inRounds(all, plan);
    const twice = (...lines: string[]): string[] => [...lines, ...lines];
    expect(loads).toEqual([
      'bare 100/s × 7',
      'bot 100/s × 7',
      ...twice('bare 10/s × 20', 'bot 10/s × 20'),
      ...twice('bare 20/s × 60', 'bot 20/s × 60'),
    ]);
    // The samples are numbered by when they were taken: the warm-up's, 1 and 2, aren't there.
    expect(roundsOf(found, 'bot', 10).rounds.flatMap(({ ms }) => ms)).toEqual([4, 6]);
    expect(roundsOf(found, 'bare', 20).rounds.flatMap(({ ms }) => ms)).toEqual([7, 9]);
    expect(() => roundsOf(found, 'bot', 30)).toThrow('bot was not measured at 30 requests per second');
  });

  it('are not begun with a subject that never answers as expected', async () => {
    const refused = { ms: [], late: [], wrong: 7, firstWrong: '401 ' };
    const bot: Subject = { name: 'bot', load: () => Promise.resolve(refused) };
    await expect(inRounds([bot], plan)).rejects.toThrow('bot never answers as expected, but: 401');
  });
});
