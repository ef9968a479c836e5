import { repositoryOf, repositoryUri } from '../../ecr/seed.ts';
import { primaryOf } from '../../ecs/world/state.ts';
import type { Demo } from '../demo.ts';
import { changed, type StoryService, serviceOf, settled } from './service.ts';
import { expectThat, type Story } from './story.ts';

const USER = 'U0NEWUSER';
const CHANNEL = 'C0OPSSTAG';
const STACK = 'staging-us-east-1';
/** Deployed, and never pushed. */
const TAG = 'v99';
/** A task that fails starts within seconds, and a service is rolled out in some more. */
const PATIENCE_MS = 20_000;

/** An image that nobody pushed, and a task that runs out of memory: somebody who may start nothing asks why. */
export const explain: Story = {
  name: 'explain',
  async play(demo, tell) {
    const registry = serviceOf(demo, STACK, 'registry');
    const auth = serviceOf(demo, STACK, 'auth');
    const { ecs } = registry;
    const before = taskDefinitionOf(registry);

    tell(`a pipeline deploys registry:${TAG}, which nobody pushed; auth's new tasks use too much memory`);
    const image = `${repositoryUri(repositoryOf(registry.target))}:${TAG}`;
    const broken = ecs.world.registerTaskDefinition(registry.key.region, registry.key.service, image);
    ecs.world.update(registry.key, { force: false, taskDefinition: broken });
    ecs.script(auth.key, { kind: 'out-of-memory' });
    ecs.world.update(auth.key, { force: true });

    tell('/ops explain registry');
    const missing = await explained(demo, registry, /isn't in the registry/);
    tell(inShort(missing));
    expectThat(missing.includes(`:${TAG} isn't in the registry`), `expected the image, and read: ${missing}`);
    expectThat(/What helps: Push it/.test(missing), `expected the next step, and read: ${missing}`);
    expectThat(/Newest in [\w-]+: `v2`/.test(missing), `expected the newest tags, and read: ${missing}`);

    tell('/ops why auth');
    const killed = await explained(demo, auth, /more memory than it may have/, 'why');
    tell(inShort(killed));
    expectThat(/exited with 137/.test(killed), `expected the exit code, and read: ${killed}`);
    expectThat(
      /What helps: Raise the task definition's memory/.test(killed),
      `expected the next step, and read: ${killed}`,
    );

    tell('both are mended');
    ecs.world.update(registry.key, { force: false, taskDefinition: before });
    ecs.script(auth.key, undefined);
    ecs.world.update(auth.key, { force: true });
    await settled(registry);
    await settled(auth);
    tell(inShort(await explained(demo, registry, /is well/)));
  },
};

/** Its sentence and what helps, without the evidence. */
const inShort = (text: string): string => text.split('\n').slice(0, 2).join('\n  ');

const taskDefinitionOf = ({ ecs, key: { region, cluster, service } }: StoryService): string =>
  primaryOf(ecs.service(region, cluster, service)).taskDefinition;

/** Asks again until it reads so, as somebody does who looks at a service that has just begun to fail. */
async function explained(
  demo: Demo,
  { target, ecs }: StoryService,
  reads: RegExp,
  verb = 'explain',
): Promise<string> {
  const { slack } = demo.sandbox;
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = slack.ephemerals(USER, CHANNEL).length;
    await slack.command({ user: USER, channel: CHANNEL, text: `${verb} ${target.service}` });
    const answer = await slack.waitFor(() => slack.ephemerals(USER, CHANNEL)[seen], PATIENCE_MS);
    const said = answer.blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : []));
    const text = said.join('\n');
    if (reads.test(text)) return text;
    expectThat(Date.now() < until, `expected ${reads}, and read: ${text}`);
    await changed(ecs);
  }
}
