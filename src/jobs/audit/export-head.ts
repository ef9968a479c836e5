import type { ChainHead } from '../../domain/audit/chain.ts';
import type { AuditReader } from '../../domain/ports/audit.ts';
import type { AuditHeads } from '../../domain/ports/audit-heads.ts';

/**
 * What became of an export. `broken`: the chain doesn't hold any more what was exported before; what was exported stays,
 * since it is the proof.
 */
export type Exported =
  | { readonly kind: 'exported'; readonly head: ChainHead }
  | { readonly kind: 'same' }
  /** One was exported in this interval already. */
  | { readonly kind: 'later' }
  | { readonly kind: 'broken'; readonly exported: ChainHead; readonly head: ChainHead };

/**
 * Keeps the chain's newest place outside the store, unless the chain has lost what was kept before. Where somebody has
 * repaired the chain since then, what was kept before is set aside.
 */
export async function exportHead(
  audit: Pick<AuditReader, 'head' | 'from' | 'anchor' | 'repaired'>,
  heads: AuditHeads,
): Promise<Exported> {
  const before = await heads.read();
  const head = await audit.head();
  if (before && !(await holds(audit, before, head))) {
    if (!(await isRepairedSince(audit, before, head))) return { kind: 'broken', exported: before, head };
    await heads.setAside(before);
  }
  if (before?.seq === head.seq || head.seq === 0) return { kind: 'same' };
  return (await heads.write(head)) === 'kept' ? { kind: 'exported', head } : { kind: 'later' };
}

/** Whether the chain still has that place, or has cut it off by retention. */
async function holds(
  audit: Pick<AuditReader, 'from' | 'anchor'>,
  place: ChainHead,
  head: ChainHead,
): Promise<boolean> {
  if (place.seq > head.seq) return false;
  if (place.seq === head.seq) return place.hash === head.hash;
  const anchor = await audit.anchor();
  if (place.seq < anchor.seq) return true;
  if (place.seq === anchor.seq) return place.hash === anchor.hash;
  const [line] = await audit.from(place.seq, 1);
  return line?.seq === place.seq && line.hash === place.hash;
}

/** Whether a repair stands in the chain behind that place. */
async function isRepairedSince(
  audit: Pick<AuditReader, 'from' | 'anchor' | 'repaired'>,
  place: ChainHead,
  head: ChainHead,
): Promise<boolean> {
  const repaired = await audit.repaired();
  return repaired.seq > place.seq && holds(audit, repaired, head);
}
