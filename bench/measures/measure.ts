import type { Figure } from '../figures/figure.ts';

/** One thing that the bench measures. It builds its own world and leaves nothing behind. */
export interface Measure {
  /** The word by which it is chosen on the command line. */
  readonly name: string;
  /** One line for the usage. */
  readonly summary: string;
  /** Throws where it can't be measured. */
  run(say: (line: string) => void): Promise<readonly Figure[]>;
}
