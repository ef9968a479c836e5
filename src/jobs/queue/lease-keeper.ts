import type { DurationMs } from '../../domain/clock.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * Keeps claimed runs from looking abandoned while this process works on them: renews each at a third of its lease.
 * A failure to renew is harmless: the fence, not the lease, keeps two workers apart.
 */
export function leaseKeeper(
  ledger: Pick<Ledger, 'keep'>,
  lease: DurationMs,
): (id: RunId, epoch: number) => () => void {
  return (id, epoch) => {
    const timer = setInterval(() => {
      ledger.keep(id, epoch).catch(() => undefined);
    }, lease / 3);
    return () => clearInterval(timer);
  };
}
