import { type CauseRule, rule } from '../cause-rule.ts';

/**
 * Nothing fails, but tasks run with what a secret held before somebody changed it. Kept apart from the causes of
 * failures: a task that fails has only just read it. That it was changed needn't mean that its value was (Secrets
 * Manager API, LastChangedDate: "modified in any way").
 */
export const secretsCause: CauseRule = rule({
  cause: 'secrets-newer-than-tasks',
  from: ['secret'],
  sign: /^(.+)$/m,
  say: (found) =>
    `The ${found[1]} was changed after running tasks had started: they still run with what it held then`,
  mend: 'A restart reads it anew: tasks read secrets and parameters only when they start.',
  next: ['status', 'logs'],
});
