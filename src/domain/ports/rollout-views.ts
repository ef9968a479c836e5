import type { RolloutView, Watch } from '../rollout/rollout-view.ts';

/** What watchers saw. */
export interface RolloutViews {
  /** The latest view; undefined where nobody has looked yet. Throws where the store can't be read. */
  latest(watch: Watch): Promise<RolloutView | undefined>;
}
