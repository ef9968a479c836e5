import { failureLog } from '../../domain/fault/log-fault.ts';
import { placeOf } from '../../domain/guard/place.ts';
import { stoppersOf } from '../../domain/hold/stoppers.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import type { Accepted } from '../../domain/ports/run-intake.ts';
import type { RunRequest } from '../../domain/run/run.ts';
import { isOwn } from '../../domain/target/catalog.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { shutWindows } from '../../domain/window/shut-gates.ts';
import type { Stop } from '../../domain/window/stop.ts';
import type { Message } from '../../views/message.ts';
import { accepted, alreadyAccepted } from '../../views/reply/accepted.ts';
import { notConfirmed, ownService, targetHeld, targetStopped } from '../../views/reply/refusal.ts';
import { refusal } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, now, type Reply, refused } from '../parts.ts';

/** What is to be started: an operation of this build, its parsed input and a resolved target. */
export interface Start {
  readonly spec: OperationSpec;
  readonly input: Readonly<Record<string, unknown>>;
  readonly target: ResolvedService;
  readonly reason?: string | undefined;
  /** What makes it one shot, where more requests than this one mean the same run; absent: the request itself. */
  readonly once?: string | undefined;
}

/** What became of a wish to start a run: the store's answer, what is shut, or why nothing may be started from there. */
export type Started =
  | Exclude<Accepted, { kind: 'stopped' }>
  | { readonly kind: 'stopped'; readonly stoppedBy: readonly Stop[] }
  | { readonly kind: 'no-start'; readonly message: Message }
  | { readonly kind: 'not-allowed'; readonly why: string; readonly message: Message };

/**
 * Stores a run for a person who may do that there, as of now. Words, forms and retries all come through here, so nothing
 * is started that the policy doesn't allow, whatever was checked before.
 */
export async function storeRun(parts: HandlerParts, command: Command, start: Start): Promise<Started> {
  if (command.noStart) return { kind: 'no-start', message: command.noStart };
  const { spec, input, target, reason, once = command.dedupeKey } = start;
  if (isOwn(parts.catalog, target))
    return { kind: 'not-allowed', why: 'own-service', message: ownService(target) };
  const wish = { permission: spec.permission, place: placeOf(parts.catalog, target) };
  const denied = await refusal(parts, command.actor, wish);
  if (denied) return { kind: 'not-allowed', ...denied };
  const shut = await windowsShut(parts, start);
  if (shut === 'unknown') return { kind: 'unconfirmed' };
  if (shut.length > 0) return { kind: 'stopped', stoppedBy: shut };
  const request: RunRequest = {
    id: parts.newId(),
    operation: spec.name,
    version: spec.version,
    plan: [...spec.plan],
    input,
    target,
    actor: command.actor,
    ...(reason === undefined ? {} : { reason }),
    origin: { team: command.actor.team, channel: command.channel },
    correlation: command.dedupeKey,
  };
  const answer = await parts.intake.accept(request, once, stoppersOf(spec, target), spec.takesOver);
  const asked = { run: request.id, operation: spec.name, actor: command.actor, answer: answer.kind };
  // Whoever asked is answered first.
  setImmediate(() => parts.log.info(asked, 'asked'));
  return answer;
}

/**
 * The windows that stop it, with what else does, so that nobody lifts one to find the other; unknown where the store is
 * away. Critical alarms are asked before the first effect instead: AWS would keep the person waiting.
 */
async function windowsShut(
  parts: HandlerParts,
  { spec, target }: Start,
): Promise<readonly Stop[] | 'unknown'> {
  try {
    const windows = await shutWindows(parts, spec, target, parts.clock.now());
    return windows.length === 0
      ? []
      : [...windows, ...(await parts.holds.standing(stoppersOf(spec, target)))];
  } catch (error) {
    failureLog(parts.log, parts.redactor)('whether a window is passed could not be read', error);
    return 'unknown';
  }
}

/** Why nothing was started, in one word for the audit and in words for the person. */
export function refusalIn(
  answer: Exclude<Started, { kind: 'accepted' | 'duplicate' }>,
  target: ResolvedService,
): { readonly why: string; readonly message: Message } {
  switch (answer.kind) {
    case 'no-start':
      return { why: 'place', message: answer.message };
    case 'not-allowed':
      return { why: answer.why, message: answer.message };
    case 'held':
      return {
        why: 'held',
        message: targetHeld(target, answer.by, answer.operation, answer.stoppedBy),
      };
    case 'stopped':
      return { why: 'stopped', message: targetStopped(answer.stoppedBy) };
    case 'unconfirmed':
      return { why: 'unconfirmed', message: notConfirmed };
  }
}

/** Stores a run for a person who may do that there, and says what became of that. */
export async function acceptRun(parts: HandlerParts, command: Command, start: Start): Promise<Reply> {
  const { spec, target } = start;
  const answer = await storeRun(parts, command, start);
  switch (answer.kind) {
    case 'accepted':
      return now(accepted(answer.number, spec.name, target));
    case 'duplicate':
      return now(alreadyAccepted(answer.number));
    default: {
      const { why, message } = refusalIn(answer, target);
      return refused(why, message);
    }
  }
}
