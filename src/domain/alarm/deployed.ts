import { shortDigest } from '../image/image.ts';
import { imageName } from '../image/image-name.ts';
import type { DeploymentEnd, SeenDeployment } from '../ports/deployment-history.ts';
import { codesOf } from '../rollback/code-of.ts';
import type { Run } from '../run/run.ts';
import type { Deployed } from './facts.ts';

const ENDS: Readonly<Record<DeploymentEnd['kind'], string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  'rolled-back': 'rolled back',
  stopped: 'stopped',
};

/** Which image a deployment ran in its main container: "v2", else the start of its digest; undefined: nobody saw it. */
export function imageSaid(
  { tag, images }: Pick<SeenDeployment, 'tag' | 'images'>,
  container: string,
): string | undefined {
  const [main] = images.filter((one) => one.container === container);
  const [code] = codesOf({ images }, container);
  const digest = code?.pinned ?? code?.digests[0];
  return (
    tag ??
    (main === undefined ? undefined : imageName(main.image).tag) ??
    (digest === undefined ? undefined : shortDigest(digest))
  );
}

/** A deployment as an incident tells it, with the run that made it where that is known. */
export function deployedOf(
  seen: SeenDeployment,
  container: string,
  run?: Pick<Run, 'request'> | undefined,
): Deployed {
  const image = imageSaid(seen, container);
  const actor = run?.request.actor;
  return {
    at: seen.at,
    ...(image === undefined ? {} : { image }),
    ...(seen.end ? { end: ENDS[seen.end.kind] } : {}),
    ...(seen.end?.at === undefined ? {} : { endedAt: seen.end.at }),
    ...(seen.run === undefined ? {} : { run: seen.run }),
    ...(run ? { operation: run.request.operation } : {}),
    ...(actor?.kind === 'slack' ? { by: actor.user } : {}),
  };
}
