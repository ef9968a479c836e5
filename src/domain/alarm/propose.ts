import type { Proposal, Record as RemedyRecord } from './facts.ts';
import type { Fit, Remediation, Situation } from './remediation.ts';

/** A remedy that fits, and how. */
export interface Fitting {
  readonly remedy: string;
  readonly fit: Fit;
}

/** So many are proposed. */
const MOST = 4;

/** The remedies that fit a situation, best first. The same for the same situation. */
export const fitting = (remedies: readonly Remediation[], situation: Situation): readonly Fitting[] =>
  remedies
    .flatMap(({ name, fits }): Fitting[] => {
      const fit = fits(situation);
      return fit ? [{ remedy: name, fit }] : [];
    })
    .sort((a, b) => b.fit.rank - a.fit.rank || (a.remedy < b.remedy ? -1 : 1));

/** What is offered of them, with how each did before: the best four. */
export const proposalsOf = (
  fits: readonly Fitting[],
  records: ReadonlyMap<string, RemedyRecord>,
): readonly Proposal[] =>
  fits.slice(0, MOST).map(({ remedy, fit: { label, because, act } }) => {
    const record = records.get(remedy);
    return {
      remedy,
      label,
      ...(because === undefined ? {} : { because }),
      ...(record ? { record } : {}),
      act,
    };
  });
