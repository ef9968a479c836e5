import type { Clock, DurationMs, Monotonic } from '../../domain/clock.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Pace, Policy } from '../../domain/operation/step.ts';
import type { Mode } from '../../domain/people/access.ts';
import type { CallIds } from '../../domain/ports/call-ids.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Ports } from '../../domain/ports/ports.ts';
import type { Run } from '../../domain/run/run.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Consents } from './consents.ts';
import type { AskGates } from './holds-that-stop.ts';
import type { Permitted } from './permitted-now.ts';
import type { EngineLimits } from './step-end.ts';
import type { Trust } from './trust.ts';

/** What the loop works with. */
export interface EngineParts {
  readonly ledger: Ledger;
  /** The operation in the version that a run started with, if this build knows it. */
  readonly operationOf: (run: Run) => Operation | undefined;
  readonly ports: Ports;
  /** In `read-only` no effect is begun, even of a run that was accepted before; reads go on. */
  readonly mode: Mode;
  readonly permitted: Permitted;
  readonly consents: Consents;
  readonly trust: Trust;
  readonly gates: AskGates;
  /** Whether this service is what Wheelhouse itself runs as: no effect is ever made on it. */
  readonly isOwn: (target: ResolvedService) => boolean;
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  readonly log: Log;
  readonly limits: EngineLimits;
  readonly pace: Pace;
  readonly policy: Policy;
  /** Hears AWS's ids of what effects call; nobody does unless told. */
  readonly callIds?: CallIds;
  /** Has a run looked at soon. May fail: the sweeper finds it. */
  readonly wake: (id: RunId) => Promise<void>;
  /** How long a claimed run may be silent. */
  readonly lease: DurationMs;
  /** Told when a claim begins and ends, so that the caller can keep the lease. */
  readonly onClaim: (id: RunId, epoch: number) => () => void;
}

/** What became of one turn at a run. */
export type TurnEnd =
  /** Ended, parked, or not ours to touch. */
  | { readonly kind: 'over' }
  /** Come back later; the run's state is stored. */
  | { readonly kind: 'later'; readonly inMs: DurationMs }
  /** Somebody else has claimed the run: nothing more was written. */
  | { readonly kind: 'fenced' };
