import { startBareBolt } from '../bare/bare-bolt.ts';
import type { Figure } from '../figures/figure.ts';
import { startLoadGenerator } from '../load/generators.ts';
import { runLoad } from '../load/load.ts';
import { asSlack } from '../world/as-slack.ts';
import { benchWorld } from '../world/bench-world.ts';
import { ONLY_ACKS, P99_MS, RESTARTS, SERVICES } from './acknowledgement.ts';
import { answerFigure } from './answer-figures.ts';
import type { Measure } from './measure.ts';
import { inRounds, type Plan, roundsOf, type Subject } from './rounds.ts';

const RATES = [50, 100, 200, 300, 400, 500];

const PLAN: Plan = {
  warmUp: { perSecond: 300, count: 3000 },
  rates: RATES.map((perSecond) => ({ perSecond, seconds: 2 })),
  rounds: 3,
};

/** How many commands a second this machine carries before they queue: `restart`'s acknowledgement from rate to rate. */
export const ackRates: Measure = {
  name: 'ack-rates',
  summary: 'how the acknowledgement of a restart grows with the rate, and how busy the machine is by then',
  async run(say) {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack' });
    const generator = await startLoadGenerator();
    const bare = await startBareBolt(world.env);
    try {
      const bot = await world.start('bot');
      say(
        "ack-rates: Slack, Redis with its disk and the bot share this machine's processors; no worker runs",
      );
      const subject = (name: string, eventsUrl: string, load: typeof ONLY_ACKS): Subject => ({
        name,
        load: (pace) => runLoad(generator, { ...pace, ...load, eventsUrl, ...asSlack(world) }),
      });
      const found = await inRounds(
        [subject('bare', bare.eventsUrl, ONLY_ACKS), subject('restart', bot.eventsUrl, RESTARTS)],
        PLAN,
      );
      const figure = (perSecond: number, percent: 50 | 99): Figure =>
        answerFigure({
          name: `ack-rates p${percent}, /ops restart, ${perSecond}/s`,
          percent,
          goal: { kind: 'none' },
          bot: roundsOf(found, 'restart', perSecond),
          beside: { what: 'bare Bolt', rounds: roundsOf(found, 'bare', perSecond) },
          busyFrom: P99_MS,
        });
      return RATES.flatMap((perSecond) => [figure(perSecond, 50), figure(perSecond, 99)]);
    } finally {
      await generator.stop();
      await bare.stop();
      await world.stop();
    }
  },
};
