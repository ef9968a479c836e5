import type { EpochMs } from '../clock.ts';
import type { RunNumber } from '../ids.ts';
import { imageName } from '../image/image-name.ts';
import type { DeploymentEnd, SeenDeployment } from '../ports/deployment-history.ts';
import { byCode, type CodeRan, codesOf } from './code-of.ts';

/** What the PRIMARY deployment runs, or is bringing. */
export interface RunsNow {
  /** The main container. */
  readonly container: string;
  /** `ecs-svc/…` of the PRIMARY. */
  readonly deployment: string;
  /** The ARN of its revision. */
  readonly taskDefinition: string;
  /** What its own tasks report; empty where none has started. */
  readonly digests: readonly string[];
}

/** What is known of a thing to go back to. */
interface Ran {
  /** The ARN of its revision. */
  readonly taskDefinition: string;
  /** As its revision names it; absent where nobody saw that. */
  readonly image?: string;
  /** The tag that it was deployed by. */
  readonly tag?: string;
  /** All tags that it was deployed by. */
  readonly tags: readonly string[];
  readonly from: EpochMs;
  /** Until the next deployment began. */
  readonly to: EpochMs;
  /** Absent: nobody saw how it ended. */
  readonly end?: DeploymentEnd;
  readonly by: { readonly kind: 'run'; readonly run: RunNumber } | { readonly kind: 'outside' };
  /** All deployments of it, the newest first: what is told is of one of them. */
  readonly deployments: readonly SeenDeployment[];
}

/** An image to go back to, known by its digest. */
export interface ImageCandidate extends Ran {
  readonly kind: 'image';
  /** To be pinned. */
  readonly digest: string;
  /** Other digests that it was seen with, such as that of one platform's manifest. */
  readonly also: readonly string[];
}

/** A revision of which nobody saw the digest: its tag may mean other code now. Never a default. */
export interface RevisionCandidate extends Ran {
  readonly kind: 'revision-only';
}

export type Candidate = ImageCandidate | RevisionCandidate;

/** What a service may go back to. */
export interface Candidates {
  /** The newest first. */
  readonly all: readonly Candidate[];
  /** The image that ended well last, and isn't what runs; absent where there is none. */
  readonly best?: ImageCandidate;
}

/** Ends that say something of the code. A deployment that another replaced before its end says nothing. */
const SAYS_SOMETHING = new Set<DeploymentEnd['kind']>(['succeeded', 'failed', 'rolled-back']);

/**
 * What one may go back to: every image that was seen and isn't what the PRIMARY runs or brings, each once, and
 * revisions of which no digest is known. What is told of each is of the last deployment of it that came to an end of
 * its own, so that an image whose last try failed is never the best.
 */
export function candidates(history: readonly SeenDeployment[], running: RunsNow, now: EpochMs): Candidates {
  const newestFirst = [...history].sort((a, b) => b.at - a.at);
  const until = (one: SeenDeployment): EpochMs =>
    newestFirst.findLast(({ at }) => at > one.at)?.at ?? Math.max(now, one.at);
  const others = byCode(newestFirst, running.container).filter((code) => !runs(code, running));
  const images = others.flatMap(({ pinned, digests, deployments }): ImageCandidate[] => {
    const ran = ranOf(deployments, running.container, until);
    const digest = pinned ?? digests[0];
    if (!ran || digest === undefined) return [];
    return [{ kind: 'image', digest, also: digests.filter((one) => one !== digest), ...ran }];
  });
  const all = [...images, ...revisionsOnly(newestFirst, others, running, until)];
  const [best] = images.filter(({ end }) => end?.kind === 'succeeded').sort((a, b) => b.from - a.from);
  return { all: all.sort((a, b) => newestOf(b) - newestOf(a)), ...(best ? { best } : {}) };
}

const runs = ({ digests, deployments }: CodeRan, running: RunsNow): boolean =>
  digests.some((digest) => running.digests.includes(digest)) ||
  deployments.some(({ id }) => id === running.deployment);

const newestOf = ({ deployments }: Candidate): EpochMs => deployments[0]?.at ?? 0;

/** Revisions besides the one that runs whose digest nobody saw, each once, unless an image of theirs is known. */
function revisionsOnly(
  newestFirst: readonly SeenDeployment[],
  known: readonly CodeRan[],
  { container, taskDefinition: current }: RunsNow,
  until: (one: SeenDeployment) => EpochMs,
): readonly RevisionCandidate[] {
  const covered = new Set(known.flatMap(({ deployments }) => deployments.map((one) => one.taskDefinition)));
  const unknown = newestFirst.filter(
    (one) =>
      one.taskDefinition !== current &&
      !covered.has(one.taskDefinition) &&
      codesOf(one, container).length === 0,
  );
  return [...Map.groupBy(unknown, (one) => one.taskDefinition).values()].flatMap((deployments) => {
    const ran = ranOf(deployments, container, until);
    return ran ? [{ kind: 'revision-only', ...ran }] : [];
  });
}

function ranOf(
  deployments: readonly SeenDeployment[],
  container: string,
  until: (one: SeenDeployment) => EpochMs,
): Ran | undefined {
  const told = deployments.find(({ end }) => end && SAYS_SOMETHING.has(end.kind)) ?? deployments[0];
  if (!told) return undefined;
  const image = told.images.find((one) => one.container === container)?.image;
  const [tag] = tagsOf(told, container);
  return {
    taskDefinition: told.taskDefinition,
    ...(image === undefined ? {} : { image }),
    ...(tag === undefined ? {} : { tag }),
    tags: [...new Set(deployments.flatMap((one) => tagsOf(one, container)))],
    from: told.at,
    to: until(told),
    ...(told.end ? { end: told.end } : {}),
    by: told.run === undefined ? { kind: 'outside' } : { kind: 'run', run: told.run },
    deployments,
  };
}

/** The tag that a run found the image by, and the one in its name. */
const tagsOf = ({ tag, images }: SeenDeployment, container: string): readonly string[] => [
  ...(tag === undefined ? [] : [tag]),
  ...images.flatMap((one) => (one.container === container ? (imageName(one.image).tag ?? []) : [])),
];
