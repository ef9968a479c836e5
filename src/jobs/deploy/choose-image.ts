import { minutes } from '../../domain/clock.ts';
import { carries, type Image, shortDigest } from '../../domain/image/image.ts';
import { imageName, repositoryUri } from '../../domain/image/image-name.ts';
import { imageRef } from '../../domain/image/image-ref.ts';
import {
  type Looked,
  type LookStep,
  lookStep,
  type OutputOf,
  type StepContext,
} from '../../domain/operation/step.ts';
import type { RepositoryRef } from '../../domain/ports/image-registry.ts';
import { registerCommands, updateCommands } from '../rollout/by-hand.ts';
import type { Before } from '../rollout/check-service.ts';
import { revisionName, typedTarget } from '../rollout/names.ts';
import { unfit } from '../rollout/outcomes.ts';
import { Chosen } from './chosen.ts';
import { readDeployFacts } from './deploy-facts.ts';
import { newestSaid } from './newest-said.ts';
import { previewDeploy } from './preview-deploy.ts';
import type { RunningImage } from './running-image.ts';

/** What a person says of a deployment. */
export interface DeployInput {
  readonly image?: string | undefined;
  readonly force: boolean;
  readonly dryRun: boolean;
}

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
  const facts = await readDeployFacts(ctx, before);
  if (!facts.ok) return { kind: 'fault', fault: facts.fault };
  const { definition, running, newestRevision, ringing } = facts.value;
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
    rang: ringing.map(({ name, since }) => ({ name, since })),
  };
  const rows = [...previewDeploy(ctx.target, facts.value, chosen, ctx.clock.now())];
  const commands = [
    ...registerCommands(ctx.target, { copyOf: definition.arn, image: chosen.image }),
    ...updateCommands(ctx, definition.family),
  ];
  return { kind: 'next', output: chosen, preview: { rows, commands: ctx.input.dryRun ? commands : [] } };
}

const repositoryFor = ({ target }: StepContext<unknown>): RepositoryRef | undefined =>
  target.repository && { ...target.repository, role: target.role };

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
