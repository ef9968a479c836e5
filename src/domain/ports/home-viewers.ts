import type { EpochMs } from '../clock.ts';

/** Somebody who has opened the App Home lately. */
export interface HomeViewer {
  readonly user: string;
  /** Rises with every write, so that a late writer is noticed. */
  readonly version: number;
  /** A digest of what their Home shows, or UNKNOWN_DIGEST (ports/notices.ts). */
  readonly digest: string;
  /** When it was last published, by the store's clock; 0: never, or nobody knows. */
  readonly shownAt: EpochMs;
}

/**
 * Whose Home is kept up to date: those who opened it last, so many and for so long as the store keeps. What is stored
 * of them says what their Home shows, so nothing is lost when whoever publishes dies. All throw where the store is away.
 */
export interface HomeViewers {
  /** Somebody opened it. What it shows is unknown until somebody says that they published. Answers the version. */
  opened(user: string): Promise<number>;
  /** Those whose Home is kept up to date. */
  all(): Promise<readonly HomeViewer[]>;
  /**
   * This was published, by somebody who knew that version. False: somebody else has written since, so that it isn't
   * known whose view came last; it is unknown then, and published anew by whoever looks next.
   */
  shown(user: string, version: number, digest: string): Promise<boolean>;
  /** It isn't kept up to date any more, until it is opened again. */
  forget(user: string): Promise<void>;
}
