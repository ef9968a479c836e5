import type { OtherNotice } from '../alarm/notice.ts';

/**
 * Shows what came the way of alarms and is none. Whoever may publish on a topic could fill a channel so: of a sender one is
 * shown a minute, and how many there were besides. Both throw where the store is away, and may be repeated.
 */
export interface ForeignNotices {
  /** Shows it, or holds it back; once for each id. */
  show(id: string, notice: OtherNotice): Promise<void>;
  /** Shows the latest of what was held back, and how many more that were, once it may be shown. */
  showHeld(): Promise<void>;
}
