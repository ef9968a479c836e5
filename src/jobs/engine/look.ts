import { ruleFor } from '../../domain/fault/fault-table.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import type { LookAgain, LookStep, StepContext } from '../../domain/operation/step.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { RunEvent } from '../../domain/run/event.ts';
import { type EngineLimits, pause, type StepEnd, type WaitAgain } from './step-end.ts';

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
  const noteOf = ({ note }: { readonly note?: string }): RunEvent[] =>
    note === undefined ? [] : [{ kind: 'note', at, step: step.id, text: note }];
  const note = 'note' in looked ? noteOf(looked) : [];
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
      return waitAgain(looked, note);
    case 'cross':
      return {
        kind: 'cross',
        crossing: looked.crossing,
        meanwhile: waitAgain(looked.meanwhile, noteOf(looked.meanwhile)),
      };
    case 'passed':
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

const waitAgain = (
  { after, for: reason, remark, progress, watch, question }: LookAgain,
  events: readonly RunEvent[],
): WaitAgain => ({
  kind: 'again',
  after,
  for: reason,
  remark,
  ...(progress ? { progress } : {}),
  ...(watch ? { watch } : {}),
  ...(question ? { question } : {}),
  events,
});
