import { startBareBolt } from '../bare/bare-bolt.ts';
import { startSocketLoadGenerator } from '../load/generators.ts';
import { openSlack, runSocketLoad, type SlackAddress, slackEnv } from '../load/socket-load.ts';
import { benchWorld } from '../world/bench-world.ts';
import { acknowledgement, SERVICES, type Sender } from './acknowledgement.ts';
import type { Measure } from './measure.ts';

/** The same as `ack` over Socket Mode. The bot has its two connections, the bare app its one. */
export const ackSocket: Measure = {
  name: 'ack-socket',
  summary: 'the same over Socket Mode',
  async run(say) {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack', transport: 'socket' });
    const generator = await startSocketLoadGenerator();
    try {
      const [forBot, forBare] = [await openSlack(generator), await openSlack(generator)];
      const bare = await startBareBolt(slackEnv(forBare));
      try {
        await world.start('bot', slackEnv(forBot));
        say(
          "ack-socket: open loop, timed from when each command was due; the generator is the apps' Slack, so its own work at the sockets is contained in all figures; no worker runs",
        );
        const to =
          (slack: SlackAddress): Sender =>
          (load) =>
            runSocketLoad(generator, slack, load);
        return await acknowledgement('ack-socket', { bot: to(forBot), bare: to(forBare) });
      } finally {
        await bare.stop();
      }
    } finally {
      await generator.stop();
      await world.stop();
    }
  },
};
