import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { LookStep, StepContext } from '../../domain/operation/step.ts';
import type { Log } from '../../domain/ports/log.ts';
import { type EngineLimits, pause, type StepEnd } from './step-end.ts';

/**
 * One look of a reading step. A fault that can heal is looked past until the step's limit; one that can't ends the run,
 * and `stands` says what the run has changed by then.
 */
export async function runLook(
  step: LookStep<unknown>,
  ctx: StepContext<unknown>,
  begunAt: number,
  limits: EngineLimits,
  log: Log,
  stands: string,
): Promise<StepEnd> {
  const looked = await step.look(ctx);
  const at = ctx.clock.now();
  const note =
    'note' in looked && looked.note !== undefined
      ? [{ kind: 'note' as const, at, step: step.id, text: looked.note }]
      : [];
  const preview =
    'preview' in looked && looked.preview !== undefined
      ? [{ ...looked.preview, kind: 'preview' as const, at, step: step.id }]
      : [];
  switch (looked.kind) {
    case 'next':
      return {
        kind: 'next',
        output: looked.output,
        ...(looked.progress ? { progress: looked.progress } : {}),
        events: [...preview, ...note],
      };
    case 'again':
      return {
        kind: 'again',
        after: looked.after,
        for: looked.for,
        remark: looked.remark,
        ...(looked.progress ? { progress: looked.progress } : {}),
        ...(looked.watch ? { watch: looked.watch } : {}),
        ...(looked.question ? { question: looked.question } : {}),
        events: note,
      };
    case 'do':
      return looked;
    case 'end': {
      const { outcome, progress } = looked;
      return { kind: 'end', outcome, events: preview, ...(progress ? { progress } : {}) };
    }
    case 'fault': {
      const rule = ruleFor(looked.fault);
      logFault(log, looked.fault, { step: step.id }, 'the look failed');
      if (rule.retry === 'never')
        return { kind: 'end', outcome: { kind: 'failed', reason: `${rule.sentence} ${stands}` } };
      const after = pause(limits, at - begunAt);
      return {
        kind: 'again',
        after,
        for: 'timer',
        // What is watched goes on by itself meanwhile.
        remark: `${rule.sentence} ${looked.watch ? 'ECS goes on; looking again.' : 'Trying again.'}`,
        blind: looked.fault,
        ...(looked.watch ? { watch: looked.watch } : {}),
        events: [],
      };
    }
  }
}
