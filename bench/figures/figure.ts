/** What a figure is counted in. Times are milliseconds throughout; the table shows long ones in seconds. */
export type Unit = 'ms' | 'MB' | 'calls' | 'changes' | 'messages' | 'per second';

/** What a figure must reach: in its own unit, or as a multiple of its yardstick. `none`: it is only reported. */
export type Goal =
  | { readonly kind: 'none' }
  | { readonly kind: 'at-most' | 'at-least'; readonly limit: number }
  | { readonly kind: 'ratio-at-most' | 'ratio-at-least'; readonly limit: number };

/** Something else that was measured in the same run, in the same unit: what the figure is compared with. */
export interface Yardstick {
  readonly what: string;
  readonly value: number;
}

/** One measured figure. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly yardstick?: Yardstick;
  readonly goal: Goal;
  /** How many samples there were and how far apart. */
  readonly note: string;
}

/** Whether a figure reached its goal; `reported` where it has none. */
export type Verdict = 'met' | 'missed' | 'reported';

/** The figure as a multiple of its yardstick; undefined where it has none. */
export const ratioOf = ({ value, yardstick }: Figure): number | undefined =>
  yardstick === undefined ? undefined : value / yardstick.value;

/** Compares a figure with its goal. Throws where the goal needs a yardstick and there is none. */
export function verdictOf(figure: Figure): Verdict {
  const { goal, name } = figure;
  const holds = (isMet: boolean): Verdict => (isMet ? 'met' : 'missed');
  const ratio = (): number => {
    const found = ratioOf(figure);
    if (found === undefined) throw new Error(`${name} has a goal relative to a yardstick, and no yardstick`);
    return found;
  };
  switch (goal.kind) {
    case 'none':
      return 'reported';
    case 'at-most':
      return holds(figure.value <= goal.limit);
    case 'at-least':
      return holds(figure.value >= goal.limit);
    case 'ratio-at-most':
      return holds(ratio() <= goal.limit);
    case 'ratio-at-least':
      return holds(ratio() >= goal.limit);
  }
}
