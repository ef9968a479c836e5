import type { Clock } from '../../domain/clock.ts';
import type { RunId } from '../../domain/ids.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import type { RunReader } from '../../domain/ports/run-reader.ts';
import type { Answered, ParkedAnswer, RunSignals } from '../../domain/ports/run-signals.ts';
import type { Run } from '../../domain/run/run.ts';
import { next } from '../../domain/run/state.ts';
import type { Change, Ledger } from './ledger.ts';

/** What the signals need. `wake` may fail: the sweeper finds the run. */
export interface SignalParts {
  readonly ledger: Ledger;
  readonly runs: Pick<RunReader, 'byNumber'>;
  readonly clock: Clock;
  readonly wake: (id: RunId) => Promise<void>;
}

/** What people send to runs, each in one script that checks that the run can still take it. */
export function runSignals({ ledger, runs, clock, wake }: SignalParts): RunSignals {
  async function answerParked(
    run: Run,
    answer: ParkedAnswer,
    by: SlackActor,
    request?: string,
  ): Promise<Answered> {
    const change = answerChange(run, answer, by, clock.now());
    if (!change) return { kind: 'not-parked' };
    const written = await ledger.write(
      run.request.id,
      { parked: true },
      request === undefined ? change : { ...change, once: request },
    );
    if (written === 'fenced') return { kind: 'not-parked' };
    if (answer !== 'abandon') await wake(run.request.id).catch(() => undefined);
    return { kind: 'taken' };
  }

  return {
    async answer(number, answer, by, request) {
      const run = await runs.byNumber(number);
      return run ? answerParked(run, answer, by, request) : { kind: 'unknown-run' };
    },
    async choose(number, answer, by) {
      const run = await runs.byNumber(number);
      if (!run) return { kind: 'unknown-run' };
      const { question } = run;
      if (!question) return { kind: 'not-asked' };
      const choice = question.choices.find((one) => one.answer === answer);
      if (!choice) {
        return { kind: 'no-such-answer', answers: question.choices.map((one) => one.answer) };
      }
      const { team, user } = by;
      const at = clock.now();
      const sent = await ledger.signal(
        run.request.id,
        { kind: 'answer', at, team, user, question: question.key, answer },
        { kind: 'answered', at, user, label: choice.label },
      );
      if (sent !== 'sent') return { kind: sent === 'gone' ? 'unknown-run' : 'not-asked' };
      await wake(run.request.id).catch(() => undefined);
      return { kind: 'taken', label: choice.label };
    },
    async cancel(number, by) {
      const run = await runs.byNumber(number);
      if (!run) return { kind: 'unknown-run' };
      const signal = { kind: 'cancel', at: clock.now(), team: by.team, user: by.user } as const;
      const sent = await ledger.signal(run.request.id, signal);
      switch (sent) {
        case 'sent':
          await wake(run.request.id).catch(() => undefined);
          return { kind: 'asked' };
        case 'parked': {
          const parked = await ledger.peek(run.request.id);
          const answered = parked ? await answerParked(parked, 'abandon', by) : undefined;
          return answered?.kind === 'taken' ? { kind: 'abandoned' } : { kind: 'ended' };
        }
        case 'ended':
        case 'not-asked':
          return { kind: 'ended' };
        case 'gone':
          return { kind: 'unknown-run' };
      }
    },
  };
}

/** What an answer changes in a parked run; undefined for a run that isn't parked. */
function answerChange({ state }: Run, answer: ParkedAnswer, by: SlackActor, at: number): Change | undefined {
  if (state.status !== 'parked') return undefined;
  if (answer === 'abandon') {
    const reason = `<@${by.user}> abandoned it; what ECS has begun goes on`;
    const outcome = { kind: 'cancelled', reason } as const;
    const ended = next(state, { kind: 'end', outcome, at });
    return ended && { state: ended, events: [{ kind: 'end', at, outcome }], due: 'never' };
  }
  const queued = next(state, { kind: 'answer' });
  const { step } = state.parked;
  const entry = { kind: 'answer', step, at, by: `${by.team}/${by.user}`, verdict: answer } as const;
  return queued && { state: queued, journal: [entry], remark: '', due: 0 };
}
