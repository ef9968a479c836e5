import type { Fault } from '../../domain/fault/fault.ts';
import { stoppersOf } from '../../domain/hold/stoppers.ts';
import type { Operation } from '../../domain/operation/operation.ts';
import type { Holds } from '../../domain/ports/holds.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { Stop } from '../../domain/window/stop.ts';
import type { Gated } from '../../domain/window/windows-that-stop.ts';
import { hasChanged } from './has-changed.ts';
import type { Session } from './session.ts';

/**
 * The windows and critical alarms of this process's configuration that stop an operation on a service now. A fault: it
 * isn't known. Throws where the store can't be read.
 */
export type AskGates = (spec: Gated, target: ResolvedService) => Promise<Result<readonly Stop[], Fault>>;

/**
 * What stops a run before its next effect: freezes and locks, then windows and critical alarms. None once it has changed
 * something that runs, since stopping halfway would be worse. A fault: it isn't known. Throws where the store can't be
 * read. In both cases nothing is begun.
 */
export async function holdsThatStop(
  operation: Operation,
  session: Pick<Session, 'run' | 'journal'>,
  { holds, gates }: { readonly holds: Pick<Holds, 'standing'>; readonly gates: AskGates },
): Promise<Result<readonly Stop[], Fault>> {
  if (hasChanged(operation, session)) return ok([]);
  const { spec } = operation;
  const { target } = session.run.request;
  const held = await holds.standing(stoppersOf(spec, target));
  // What is held needs no read of AWS to be stopped.
  return held.length > 0 ? ok(held) : gates(spec, target);
}
