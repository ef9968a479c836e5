import type { AuditLine, ChainHead } from '../audit/chain.ts';
import type { AuditEntry } from '../audit/entry.ts';

/** Writes what happened. Nothing that was written can be changed or taken out again. */
export interface AuditWriter {
  /** Appends an entry to the chain, once for each call that resolves. Throws where the store is away: it may be written then. */
  append(entry: AuditEntry): Promise<AuditLine>;
}

/** Reads what happened. Every method throws where the store is away. */
export interface AuditReader {
  /** At most so many entries before that number (from the newest on unless told), the newest first. */
  newest(limit: number, before?: number): Promise<readonly AuditLine[]>;
  /** At most so many entries from that number on, the oldest first. */
  from(seq: number, limit: number): Promise<readonly AuditLine[]>;
  /** The place of the newest entry; `GENESIS` where there is none. */
  head(): Promise<ChainHead>;
  /** Where the oldest side was cut off; `GENESIS` where it never was. */
  anchor(): Promise<ChainHead>;
  /** The place of the newest repair; `GENESIS` where there never was one. */
  repaired(): Promise<ChainHead>;
}

/** Notes what was turned away, soon: it holds nobody up, and never throws. */
export interface AuditNotes {
  note(entry: AuditEntry): void;
}
