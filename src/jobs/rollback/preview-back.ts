import type { Fault } from '../../domain/fault/fault.ts';
import { shortDigest } from '../../domain/image/image.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Preview } from '../../domain/run/preview.ts';
import { definitionChanges } from '../../domain/task-definition/definition-changes.ts';
import { revisionName } from '../rollout/names.ts';
import type { GoBack, WantedPast } from './go-back.ts';
import { runningNow } from './running-now.ts';

/** What is known when the preview is made. */
interface BackFacts {
  readonly snapshot: ServiceSnapshot;
  readonly wanted: WantedPast;
  readonly back: GoBack;
}

type Row = Preview['rows'][number];

/** What going back changes, and what it doesn't bring back. */
export async function previewBack(
  ctx: StepContext<unknown>,
  { snapshot, wanted, back }: BackFacts,
): Promise<Result<Preview, Fault>> {
  const primary = primaryOf(snapshot);
  const now = primary && (await runningNow(ctx, primary));
  if (now && !now.ok) return err(now.fault);
  const { taskDefinitions } = ctx.ports;
  const from = await taskDefinitions.describe(ctx.target, primary?.taskDefinition ?? snapshot.taskDefinition);
  if (!from.ok) return err(from.fault);
  const to = await taskDefinitions.describe(ctx.target, back.copyOf);
  if (!to.ok) return err(to.fault);
  const runs = now?.value.digests.map(shortDigest).join(', ') || 'unknown';
  const settings = definitionChanges(from.value, to.value).filter(({ label }) => !label.startsWith('Image'));
  const rows: Row[] = [
    { label: 'Image', before: runs, after: wanted.said, level: 'change' },
    ...(wanted.past === undefined
      ? []
      : [{ label: 'That image', after: wanted.past, level: 'change' as const }]),
    {
      label: 'Revision',
      before: revisionName(from.value.arn),
      after: `${back.family}:${back.newestRevision + 1}, a copy of ${revisionName(back.copyOf)} that pins it`,
      level: 'change',
    },
    ...settings,
    { label: 'Tasks', after: `${snapshot.desired} are replaced`, level: 'change' },
    {
      label: 'Not brought back',
      after: 'network, load balancer, scaling and capacity settings, secrets’ values, databases',
      level: 'warning',
    },
    {
      label: 'May be undone',
      after: 'by the next infrastructure apply (Terraform, CDK), until it names this image',
      level: 'warning',
    },
  ];
  return ok({ rows, commands: [] });
}
