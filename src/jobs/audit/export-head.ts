import type { ChainHead } from '../../domain/audit/chain.ts';
import type { AuditHeads, AuditReader } from '../../domain/ports/audit.ts';

/**
 * What became of an export. `broken`: the chain doesn't hold any more what was exported before; what was exported stays,
 * since it is the proof.
 */
export type Exported =
  | { readonly kind: 'exported'; readonly head: ChainHead }
  | { readonly kind: 'same' }
  | { readonly kind: 'broken'; readonly exported: ChainHead; readonly head: ChainHead };

/** Keeps the chain's newest place outside the store, unless the chain has lost what was kept before. */
export async function exportHead(
  audit: Pick<AuditReader, 'head' | 'from' | 'anchor'>,
  heads: AuditHeads,
): Promise<Exported> {
  const before = await heads.read();
  const head = await audit.head();
  if (before && !(await holds(audit, before, head))) return { kind: 'broken', exported: before, head };
  if (before?.seq === head.seq || head.seq === 0) return { kind: 'same' };
  await heads.write(head);
  return { kind: 'exported', head };
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
