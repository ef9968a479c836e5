import { z } from 'zod';
import { ringingOf } from '../../domain/alarm/ringing.ts';
import { minutes } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ago, utc } from '../../domain/image/age.ts';
import { carries, type Image, PlatformImage, shortDigest } from '../../domain/image/image.ts';
import { ecrRepositoryOf, imageName, repositoryUri } from '../../domain/image/image-name.ts';
import { imageRef } from '../../domain/image/image-ref.ts';
import {
  type Looked,
  type LookStep,
  lookStep,
  type OutputOf,
  type StepContext,
} from '../../domain/operation/step.ts';
import type { AlarmReading } from '../../domain/ports/alarms.ts';
import type { RepositoryRef } from '../../domain/ports/image-registry.ts';
import type { TaskDefinition } from '../../domain/ports/task-definitions.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Preview } from '../../domain/run/preview.ts';
import { registerCommands, updateCommands } from '../rollout/by-hand.ts';
import type { Before } from '../rollout/check-service.ts';
import { revisionName, typedTarget } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';
import { newestSaid } from './newest-said.ts';
import { type RunningImage, runningImages } from './running-image.ts';

/** What a person says of a deployment. */
export interface DeployInput {
  readonly image?: string | undefined;
  readonly force: boolean;
  readonly dryRun: boolean;
}

/** The image that is to run, fixed by its digest: a tag that moves later changes nothing any more. */
const Chosen = z.object({
  /** What the person reads: the tag as code, or the digest in short. */
  said: z.string(),
  tag: z.string().optional(),
  digest: z.string(),
  /** The digests by which ECS may name it. */
  platforms: z.array(PlatformImage),
  pushedAt: z.number(),
  /** The container's new image: `…/repository@sha256:…`. */
  image: z.string(),
  family: z.string(),
  /** The newest revision of the family before this run registered one. */
  newestRevision: z.number(),
  /** The digest that all tasks ran before; absent where they ran several, or didn't say. */
  ranBefore: z.string().optional(),
  /** The alarms that rang before anything was changed, and since when. */
  rang: z.array(z.object({ name: z.string(), since: z.number() })),
});
export type Chosen = z.output<typeof Chosen>;

/** So many of the newest are shown where one isn't there. */
const NEWEST_SHOWN = 5;

/** The step that finds the image, compares it with what runs, and says what would change. */
export const chooseImage = <I extends DeployInput>(check: OutputOf<Before>): LookStep<I, Chosen> =>
  lookStep<I, Chosen>({
    id: 'image',
    title: 'find the image',
    limit: () => minutes(2),
    output: Chosen,
    onLimit: () => unfit("The image couldn't be looked up for 2 minutes."),
    look: (ctx) => choose(ctx, ctx.output(check)),
  });

async function choose(ctx: StepContext<DeployInput>, before: Before): Promise<Looked<Chosen>> {
  const repository = repositoryFor(ctx);
  if (!repository) {
    const how = 'Write `image: { repository: NAME }` below the service in the configuration.';
    return { kind: 'end', outcome: unfit("The configuration doesn't name its ECR repository.", how) };
  }
  const facts = await readFacts(ctx, before);
  if (!facts.ok) return { kind: 'fault', fault: facts.fault };
  const { definition, running, newestRevision } = facts.value;
  const container = definition.containers.find(({ name }) => name === ctx.target.container);
  if (!container) {
    const reason = `${revisionName(definition.arn)} has no container ${ctx.target.container}.`;
    return { kind: 'end', outcome: unfit(reason, 'Correct `container` in the configuration.') };
  }
  const asked = ctx.input.image ?? imageName(container.image).tag ?? definition.imageTag;
  if (asked === undefined) {
    const say = `Say which one: \`deploy ${typedTarget(ctx)} --image TAG\``;
    return { kind: 'end', outcome: unfit('What runs now was deployed by its digest: it has no tag.', say) };
  }
  const found = await ctx.ports.images.find(repository, imageRef(asked));
  if (!found.ok) return { kind: 'fault', fault: found.fault };
  if (found.value === 'absent') return absent(ctx, repository, asked);
  const image = found.value;
  const said = asked.startsWith('sha256:') ? shortDigest(asked) : `\`${asked}\``;
  const platforms = image.platforms ?? [];
  if (platforms.length > 0 && !platforms.some(({ platform }) => isFor(platform, definition.platform))) {
    const reason = `${said} isn't built for ${definition.platform}, which its tasks run on, but for ${platforms.map(({ platform }) => platform).join(', ')}.`;
    return { kind: 'end', outcome: unfit(reason, `Build it for ${definition.platform} and push it again.`) };
  }
  if (runsAlready(image, running) && !ctx.input.force) {
    const summary = `${said} (${shortDigest(image.digest)}) is what runs already. Nothing was changed. To deploy it all the same: \`${again(ctx, asked)}\``;
    return { kind: 'end', outcome: { kind: 'succeeded', summary } };
  }
  const rang = await ringing(ctx);
  if (!rang.ok) return { kind: 'fault', fault: rang.fault };
  const [ranBefore, ...others] = new Set(running.map(({ digest }) => digest));
  const chosen: Chosen = {
    said,
    ...(asked.startsWith('sha256:') ? {} : { tag: asked }),
    digest: image.digest,
    platforms: [...platforms],
    pushedAt: image.pushedAt,
    image: `${repositoryUri(repository)}@${image.digest}`,
    family: definition.family,
    newestRevision,
    ...(ranBefore === undefined || others.length > 0 ? {} : { ranBefore }),
    rang: rang.value.map(({ name, since }) => ({ name, since })),
  };
  const preview = previewOf(ctx, before, { chosen, running, old: container.image });
  if (!ctx.input.dryRun) return { kind: 'next', output: chosen, preview };
  const commands = [
    ...registerCommands(ctx.target, { copyOf: definition.arn, image: chosen.image }),
    ...updateCommands(ctx, definition.family),
  ];
  return {
    kind: 'end',
    preview: { ...preview, commands },
    outcome: { kind: 'succeeded', summary: 'This was a dry run. Nothing was changed.' },
  };
}

const repositoryFor = ({ target }: StepContext<unknown>): RepositoryRef | undefined =>
  target.repository && { ...target.repository, role: target.role };

interface Facts {
  readonly definition: TaskDefinition;
  readonly running: readonly RunningImage[];
  readonly newestRevision: number;
}

async function readFacts(ctx: StepContext<unknown>, before: Before): Promise<Result<Facts, Fault>> {
  const { taskDefinitions } = ctx.ports;
  const definition = await taskDefinitions.describe(ctx.target, before.taskDefinition);
  if (!definition.ok) return err(definition.fault);
  const newest = await taskDefinitions.newestRevision(ctx.target, definition.value.family);
  if (!newest.ok) return err(newest.fault);
  const running = await runningImages(ctx);
  if (!running.ok) return err(running.fault);
  return ok({ definition: definition.value, running: running.value, newestRevision: newest.value });
}

/** The alarms of the service that ring. */
async function ringing({
  ports,
  target,
}: StepContext<unknown>): Promise<Result<readonly AlarmReading[], Fault>> {
  const read = await ports.alarms.read(target, target.alarms);
  return read.ok ? ok(ringingOf(target.alarms, read.value).ringing) : err(read.fault);
}

/** What was said isn't there: the newest that are, so that the next try works. */
async function absent(
  ctx: StepContext<DeployInput>,
  repository: RepositoryRef,
  asked: string,
): Promise<Looked<Chosen>> {
  const reason = `\`${repository.name}\` has no image \`${asked}\`.`;
  const newest = await ctx.ports.images.newest(repository, NEWEST_SHOWN);
  if (!newest.ok || newest.value.length === 0) return { kind: 'end', outcome: unfit(reason) };
  const shown = newestSaid(newest.value, ctx.clock.now());
  return { kind: 'end', outcome: unfit(reason, `The newest: ${shown}`) };
}

/** A variant such as `linux/arm64/v8` runs where `linux/arm64` is asked for. */
const isFor = (platform: string, wanted: string): boolean =>
  platform === wanted || platform.startsWith(`${wanted}/`);

const runsAlready = (image: Image, running: readonly RunningImage[]): boolean =>
  running.length > 0 && running.every(({ digest }) => digest !== undefined && carries(image, digest));

const again = (ctx: StepContext<DeployInput>, asked: string): string =>
  `deploy ${typedTarget(ctx)} --image ${asked} --force`;

function previewOf(
  ctx: StepContext<unknown>,
  before: Before,
  {
    chosen,
    running,
    old,
  }: { readonly chosen: Chosen; readonly running: readonly RunningImage[]; readonly old: string },
): Preview {
  const digests = [
    ...new Set(running.map(({ digest }) => (digest === undefined ? 'unknown' : shortDigest(digest)))),
  ];
  const { tag, digest } = imageName(old);
  // Without either ECS pulls `latest` (ECS API, ContainerDefinition.image).
  const oldName = digest === undefined ? `\`${tag ?? 'latest'}\`` : 'pinned';
  const now = ctx.clock.now();
  const elsewhere = ecrRepositoryOf(old)?.name !== ctx.target.repository?.name;
  return {
    rows: [
      ...(before.hasBreaker
        ? []
        : [
            {
              label: 'Circuit breaker',
              after: 'none: when new tasks fail, ECS goes on trying by itself',
              level: 'warning' as const,
            },
          ]),
      ...(elsewhere
        ? [
            {
              label: 'Repository',
              before: imageName(old).repository,
              after: chosen.image.split('@')[0] ?? '',
              level: 'warning' as const,
            },
          ]
        : []),
      {
        label: 'Image',
        before: `${oldName} (${digests.join(', ') || 'nothing runs'})`,
        after: `${chosen.said} (${shortDigest(chosen.digest)}), pushed ${utc(chosen.pushedAt)}, ${ago(chosen.pushedAt, now)}`,
        level: 'change',
      },
      {
        label: 'Revision',
        before: revisionName(before.taskDefinition),
        after: `${chosen.family}:${chosen.newestRevision + 1}, which pins that digest and changes nothing else`,
        level: 'change',
      },
      { label: 'Tasks', after: `${before.desired} are replaced`, level: 'change' },
    ],
    commands: [],
  };
}
