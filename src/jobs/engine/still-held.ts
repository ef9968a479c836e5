import type { Operation } from '../../domain/operation/operation.ts';
import type { EffectStep, Fit } from '../../domain/operation/step.ts';
import { contextOf } from './context.ts';
import { dueAtHook } from './due-at-hook.ts';
import type { EngineParts } from './engine-parts.ts';
import { hasChanged } from './has-changed.ts';
import type { Session } from './session.ts';

/**
 * Whether a change whose approval is asked for at a PAUSE hook is held at one, asked of ECS at the last moment before it is
 * begun: what the run remembers of its looks isn't signed, and the hook may have been taken away since.
 */
export async function stillHeld(
  parts: Pick<EngineParts, 'consents' | 'ports' | 'clock' | 'pace' | 'policy'>,
  operation: Operation,
  step: EffectStep<unknown>,
  session: Session,
): Promise<Fit> {
  if (step.does === 'preparation' || hasChanged(operation, session)) return { kind: 'fits' };
  if (!dueAtHook(parts, operation, step, session)) return { kind: 'fits' };
  const now = await operation.held?.now(contextOf(parts, session, step));
  if (now && !now.ok) return { kind: 'fault', fault: now.fault };
  if (now?.value === 'holds') return { kind: 'fits' };
  const reason =
    "No PAUSE hook of the service holds it any more until it is approved, so it wasn't begun. Nothing runs it.";
  return {
    kind: 'end',
    outcome: { kind: 'failed', reason, next: 'Ask for it again: it is approved before it begins then.' },
  };
}
