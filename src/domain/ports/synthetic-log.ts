import type { EpochMs } from '../clock.ts';

/** When the synthetic alarm was set off last, and when its news came last. */
export interface SyntheticTimes {
  readonly sentAt?: EpochMs;
  readonly heardAt?: EpochMs;
}

/** Remembers them for all bots. All throw where the store is away. */
export interface SyntheticLog {
  times(): Promise<SyntheticTimes>;
  sent(at: EpochMs): Promise<void>;
  heard(at: EpochMs): Promise<void>;
}
