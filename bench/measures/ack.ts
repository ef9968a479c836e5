import { startBareBolt } from '../bare/bare-bolt.ts';
import { startLoadGenerator } from '../load/generators.ts';
import { runLoad } from '../load/load.ts';
import { asSlack } from '../world/as-slack.ts';
import { benchWorld } from '../world/bench-world.ts';
import { acknowledgement, SERVICES, type Sender } from './acknowledgement.ts';
import { askedOfSlack } from './asked-of-slack.ts';
import type { Measure } from './measure.ts';

/** Acknowledgements of a real bot process against a bare Bolt app, under the same open-loop load, over HTTP. */
export const ack: Measure = {
  name: 'ack',
  summary:
    'acknowledgement at 50 and 500 commands/s against a Bolt app that only acks, and one that stores a job first',
  async run(say) {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack' });
    const generator = await startLoadGenerator();
    const bare = await startBareBolt(world.env);
    const storing = await startBareBolt(world.env, world.redisUrl);
    try {
      const bot = await world.start('bot');
      say(
        'ack: open loop, timed from when each command was due; connections kept alive for the bot and the bare app alike; no worker runs',
      );
      const to =
        (eventsUrl: string): Sender =>
        (load) =>
          runLoad(generator, { ...load, eventsUrl, ...asSlack(world) });
      const figures = await acknowledgement('ack', {
        bot: to(bot.eventsUrl),
        bare: to(bare.eventsUrl),
        storing: to(storing.eventsUrl),
      });
      say(`ack: to know who and where, the bot asked Slack ${askedOfSlack(world.sandbox.slack.record)}`);
      return figures;
    } finally {
      await generator.stop();
      await bare.stop();
      await storing.stop();
      await world.stop();
    }
  },
};
