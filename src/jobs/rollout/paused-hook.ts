import { minutes } from '../../domain/clock.ts';
import type { Crossing, Looked, StepContext } from '../../domain/operation/step.ts';
import type { PausedHook, ServiceDeployment } from '../../domain/rollout/service-deployment.ts';
import type { AwaitedHook, Question } from '../../domain/run/question.ts';
import { answeredAt, answerHook, hookKey } from './answer-hook.ts';
import { askedAt } from './asked-at.ts';
import { type Made, seeAtHook } from './see-at-hook.ts';

/** What to do while ECS waits at a PAUSE hook. */
export type AtHook =
  | { readonly kind: 'cross'; readonly crossing: Crossing<unknown> }
  | { readonly kind: 'ask'; readonly question: Question }
  | Extract<Looked<never>, { kind: 'do' }>
  /** ECS was told, and this says how it goes on. */
  | { readonly kind: 'told'; readonly remark: string };

/**
 * What to do while ECS waits at a PAUSE hook: ask, tell ECS what somebody answered, or wait until it has taken that in
 * (ECS API, ContinueServiceDeployment). Without an answer ECS goes on by itself, and the question says how. Where `made` is
 * said, going on may take other people's consent, to exactly that.
 */
export function atHook(
  ctx: StepContext<unknown>,
  deployment: ServiceDeployment,
  paused: PausedHook,
  made: Made | undefined,
): AtHook {
  const { arn, stage } = deployment;
  const hook: AwaitedHook = { ...paused, deployment: arn, ...(stage === undefined ? {} : { stage }) };
  const told = answeredAt(ctx, hook);
  if (told) {
    const remark = told.action === 'CONTINUE' ? 'ECS goes on' : 'ECS is rolling back';
    return { kind: 'told', remark };
  }
  const key = hookKey(hook);
  const question = questionOf(ctx, key, hook);
  if (made) return { kind: 'cross', crossing: crossingOf(hook, question, made) };
  const given = ctx.answerTo(key);
  if (!given) return { kind: 'ask', question };
  const action = given.answer === 'continue' ? 'CONTINUE' : 'ROLLBACK';
  return { kind: 'do', errand: answerHook(hook, action) };
}

const crossingOf = (hook: AwaitedHook, question: Question, made: Made): Crossing<unknown> => ({
  hook,
  question,
  see: (ctx) => seeAtHook(ctx, hook, made),
  go: answerHook(hook, 'CONTINUE'),
  back: (why) => answerHook(hook, 'ROLLBACK', why),
});

function questionOf(ctx: StepContext<unknown>, key: string, hook: AwaitedHook): Question {
  const what = hook.otherwise === 'ROLLBACK' ? 'rolls back' : 'continues';
  const when =
    hook.expiresAt === undefined
      ? 'in time'
      : `within ${Math.max(1, Math.ceil((hook.expiresAt - ctx.clock.now()) / minutes(1)))} min`;
  const stage = hook.stage === undefined ? '' : ` (${hook.stage})`;
  return {
    key,
    at: askedAt(ctx, key),
    text: `ECS waits at a PAUSE hook${stage}: continue, or roll back? ECS ${what} by itself if nobody answers ${when}.`,
    choices: [
      { answer: 'continue', label: 'Continue', style: 'primary' },
      {
        answer: 'back',
        label: 'Roll back',
        style: 'danger',
        confirm: 'ECS stops this deployment and brings back the tasks from before.',
      },
    ],
    offers: [],
  };
}
