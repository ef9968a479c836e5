import type { KnownBlock, TaskCardBlock } from '@slack/types';
import type { Progress } from '../../domain/rollout/progress.ts';
import type { Run } from '../../domain/run/run.ts';
import { shortVisible } from '../inert.ts';

/** Slack says no limit for the titles of a plan; phones show one line. */
const TITLE = 100;

/**
 * `Step 4 of 4: follow the rollout`, the title only where the headline doesn't say it; undefined while no step has
 * begun, and once the run is over.
 */
export function stepWords(run: Run): string | undefined {
  const plan = shownPlan(run);
  const at = plan.findIndex(({ id }) => id === run.step);
  const step = plan[at];
  if (!step || run.state.status === 'ended') return undefined;
  const isSaid = run.state.status !== 'parked' && run.remark === step.title;
  const title = isSaid ? '' : `: ${shortVisible(step.title, TITLE)}`;
  return `Step ${at + 1} of ${plan.length}${title}`;
}

/**
 * The steps as Slack's plan block, a task card each. Slack shows it folded, and folds it again with each edit
 * (github.com/slackapi/node-slack-sdk/issues/2701), so its title alone says where the run is.
 */
export function planBlock(run: Run): KnownBlock | undefined {
  const title = stepWords(run);
  if (title === undefined) return undefined;
  const plan = shownPlan(run);
  const at = plan.findIndex(({ id }) => id === run.step);
  const tasks = plan.map((step, i): TaskCardBlock => {
    const details = i === at && run.progress ? detailsOf(run.progress) : undefined;
    return {
      type: 'task_card',
      task_id: step.id,
      title: shortVisible(step.title, TITLE),
      status: i === at ? atWork(run) : i < at ? 'complete' : 'pending',
      ...(details ? { details } : {}),
    };
  });
  return { type: 'plan', title, tasks };
}

/** The steps without those that were left out, and those that may be and aren't reached. */
function shownPlan({ request: { plan }, step, leftOut = [] }: Run): Run['request']['plan'] {
  const at = plan.findIndex(({ id }) => id === step);
  return plan.filter(({ id, optional }, i) => optional === undefined || (i <= at && !leftOut.includes(id)));
}

/** A parked run's step hangs on a person's answer. */
const atWork = ({ state }: Run): 'in_progress' | 'error' =>
  state.status === 'parked' ? 'error' : 'in_progress';

const detailsOf = (progress: Progress): TaskCardBlock['details'] => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_section', elements: [{ type: 'text', text: rolloutFigures(progress).join(' · ') }] },
  ],
});

/**
 * `1 of 2 new tasks running`, `1 starting`, `2 old still running`, `3 failed (circuit breaker trips at 3)`; `strong`
 * marks what mustn't be overlooked.
 */
export function rolloutFigures(
  { running, desired, pending, old, failed, breaker }: Progress,
  strong: (text: string) => string = (text) => text,
): string[] {
  const tripsAt = breaker ? ` (circuit breaker trips at ${breaker.threshold})` : '';
  return [
    `${running} of ${desired} new tasks running`,
    ...(pending > 0 ? [`${pending} starting`] : []),
    ...(old > 0 ? [`${old} old still running`] : []),
    ...(failed > 0 ? [`${strong(`${failed} failed`)}${tripsAt}`] : []),
  ];
}
