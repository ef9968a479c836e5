import type { SeenAtHook } from '../../domain/operation/crossing.ts';
import type { Fit, StepContext } from '../../domain/operation/step.ts';
import type { AwaitedHook } from '../../domain/run/question.ts';
import { revisionName } from './names.ts';
import { stillPins } from './still-pins.ts';

/** What the run itself has made, and what alone it may have continued. */
export interface Made {
  /** The ARN of the revision. */
  readonly taskDefinition: string;
  /** The image that it must pin, where it pins one that the run registered: `…/repository@sha256:…`. */
  readonly image?: string | undefined;
}

/**
 * What waits at a hook, asked of ECS now: the revision that the deployment goes to and what it runs, by digest where ECS has
 * it. The run ends where that isn't what it made: nobody was asked about anything else.
 */
export async function seeAtHook(
  ctx: StepContext<unknown>,
  hook: AwaitedHook,
  made: Made,
): Promise<SeenAtHook> {
  const { ports, target } = ctx;
  const read = await ports.ecs.describeServiceDeployment(target, hook.deployment);
  if (!read.ok) return { kind: 'fault', fault: read.fault };
  const { value: deployment } = read;
  if (deployment.status !== 'IN_PROGRESS' || deployment.hook?.id !== hook.id) return { kind: 'gone' };
  const arn = deployment.target?.arn ?? '';
  const revisions = await ports.revisions.describe(target, [arn]);
  if (!revisions.ok) return { kind: 'fault', fault: revisions.fault };
  const revision = revisions.value.get(arn);
  if (!revision) {
    const call = 'ecs:DescribeServiceRevisions';
    return { kind: 'fault', fault: { kind: 'missing', call, what: arn, detail: 'MISSING' } };
  }
  const running = revision.images.find(({ container }) => container === target.container);
  const isOther =
    revision.taskDefinition !== made.taskDefinition ||
    (made.image !== undefined && running !== undefined && running.image !== made.image);
  if (isOther) return { kind: 'end', outcome: { kind: 'failed', reason: notOurs(revision.taskDefinition) } };
  const pins = made.image === undefined ? undefined : await pinsStill(ctx, made.taskDefinition, made.image);
  if (pins) return pins;
  return {
    kind: 'waits',
    rows: [
      { label: 'ECS waits at', after: hook.stage ?? 'a PAUSE hook' },
      { label: 'Waiting revision', after: revisionName(revision.taskDefinition) },
      { label: 'Waiting image', after: running?.digest ?? running?.image ?? 'not known' },
      // The account and the region are the target's, which is decided on, too.
      { label: 'Deployment', after: hook.deployment.replace(/^.*:/, '') },
      { label: 'Hook', after: hook.id },
    ],
  };
}

const pinsStill = async (
  ctx: StepContext<unknown>,
  taskDefinition: string,
  image: string,
): Promise<Exclude<Fit, { kind: 'fits' }> | undefined> => {
  const fit = await stillPins(ctx, taskDefinition, image);
  if (fit.kind !== 'end') return fit.kind === 'fits' ? undefined : fit;
  return { kind: 'end', outcome: { kind: 'failed', reason: notOurs(taskDefinition) } };
};

const notOurs = (taskDefinition: string): string =>
  `What waits at the PAUSE hook is ${revisionName(taskDefinition)}, and isn't what this run made: somebody may have changed what the run remembers. It wasn't continued; ECS goes on with it by itself when the hook's time is over.`;
