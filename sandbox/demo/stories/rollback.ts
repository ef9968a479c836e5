import { z } from 'zod';
import { shortDigest } from '../../../src/domain/image/image.ts';
import { repositoryOf } from '../../ecr/seed.ts';
import type { Demo } from '../demo.ts';
import { rootReads } from './run-messages.ts';
import { changed, runningDigests, type StoryService, serviceOf, settled } from './service.ts';
import { expectThat, type Story } from './story.ts';

const USER = 'U0OPERATOR';
const CHANNEL = 'C0OPSSTAG';

/** The tag that runs is overwritten from outside and rolled out; the code from before comes back by its digest. */
export const rollback: Story = {
  name: 'rollback',
  async play(demo, tell) {
    const { slack } = demo.sandbox;
    const registry = serviceOf(demo, 'staging-us-east-1', 'registry');
    const [old = ''] = runningDigests(registry);
    await remembered(registry, demo);

    tell('a pipeline pushes over latest, and rolls it out under the same revision');
    const { account, region, name } = repositoryOf(registry.target);
    const pushed = demo.sandbox.ecr(account).push(region, name, { tag: 'latest' });
    registry.ecs.world.update(registry.key, { force: true });
    await settled(registry);
    expectThat(
      runningDigests(registry).every((one) => one === pushed),
      'expected the new image to run',
    );

    tell('/ops rollback registry --reason "5xx since the push"');
    await slack.command({
      user: USER,
      channel: CHANNEL,
      text: 'rollback registry --reason "5xx since the push"',
    });
    const about = /rollback staging-us-east-1\/registry/;
    const done = await rootReads(demo, CHANNEL, { about, reads: / after / });
    tell(done.text);
    expectThat(/ done after /.test(done.text), `expected it to be done, and read: ${done.text}`);
    expectThat(done.text.includes(shortDigest(old)), `expected ${shortDigest(old)}, and read: ${done.text}`);
    expectThat(
      runningDigests(registry).every((one) => one === old),
      'expected the tasks to run what they ran before',
    );

    tell('/ops deploy registry --image v2');
    await slack.command({ user: USER, channel: CHANNEL, text: 'deploy registry --image v2' });
    const refused = await slack.waitFor(() => slack.ephemerals(USER, CHANNEL).at(-1), 10_000);
    tell(refused.text ?? '');
    expectThat(
      /is locked against deploys/.test(refused.text ?? ''),
      `expected a refusal, and read: ${refused.text}`,
    );

    tell('/ops unlock registry');
    await slack.command({ user: USER, channel: CHANNEL, text: 'unlock registry' });
    const free = await rootReads(demo, CHANNEL, { about: /isn't locked any more/, reads: /./ });
    tell(free.text);
  },
};

/**
 * Waits until a worker has kept what the service runs. It looks closely at the services of a cluster one after the
 * other: when it has come to all of them, it has kept what it saw of this one.
 */
async function remembered({ ecs, key, target }: StoryService, { catalog }: Demo): Promise<void> {
  const { account, region, cluster } = target;
  const names = catalog.services
    .filter((one) => one.account === account && one.region === region && one.cluster === cluster)
    .map(({ ecsService }) => ecsService);
  const isLookedAt = (name: string): boolean =>
    ecs
      .calls('ListServiceDeployments')
      .some(({ region: where, input }) => where === key.region && Called.parse(input).service === name);
  while (!names.every(isLookedAt)) await changed(ecs);
}

const Called = z.object({ service: z.string() });
