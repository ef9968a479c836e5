import type { ChainHead } from '../audit/chain.ts';

/** Where the chain's newest place is kept outside the store, so that a chain that lost its end is found out. */
export interface AuditHeads {
  /** The head that was kept last; undefined where none was. Throws where it can't be read. */
  read(): Promise<ChainHead | undefined>;
  /** Every head that is kept there, in no order. Throws where they can't be read. */
  all(): Promise<readonly ChainHead[]>;
  /**
   * Keeps a head, wholly or not at all, and never in place of one that is to be kept. `later`: there is one of this
   * interval already, so that nothing was kept.
   */
  write(head: ChainHead): Promise<'kept' | 'later'>;
  /** Keeps what was kept last for good, before another chain goes on: it is the proof of what was lost. */
  setAside(head: ChainHead): Promise<void>;
}
