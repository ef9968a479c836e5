/** The smallest and the largest of some samples. */
export interface Spread {
  readonly from: number;
  readonly to: number;
}

const sorted = (samples: readonly number[]): readonly number[] => {
  if (samples.length === 0) throw new RangeError('there are no samples: nothing was measured');
  if (!samples.every(Number.isFinite)) throw new RangeError('a sample is not a finite number');
  return [...samples].sort((a, b) => a - b);
};

/**
 * The percentile by nearest rank: the smallest sample that at least `percent` of all samples don't exceed. Always one
 * of the samples, never a value in between. Throws a RangeError without samples or outside 0 < percent ≤ 100.
 */
export function percentile(samples: readonly number[], percent: number): number {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`${percent} is no percentile: take 0 < p ≤ 100`);
  const ordered = sorted(samples);
  // Rounded first: 0.07 × 100 is a hair above 7, and would be the next rank.
  const rank = Math.ceil(Number(((percent / 100) * ordered.length).toFixed(9)));
  return ordered[Math.max(0, rank - 1)] ?? Number.NaN;
}

/** The smallest and largest sample. Throws a RangeError where there is none. */
export function spreadOf(samples: readonly number[]): Spread {
  const ordered = sorted(samples);
  return { from: ordered[0] ?? Number.NaN, to: ordered.at(-1) ?? Number.NaN };
}
