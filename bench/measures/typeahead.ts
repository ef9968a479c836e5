import { startBareBolt } from '../bare/bare-bolt.ts';
import type { Figure } from '../figures/figure.ts';
import type { Content } from '../load/content.ts';
import { startLoadGenerator } from '../load/generators.ts';
import { runLoad } from '../load/load.ts';
import { typedFor } from '../load/typing.ts';
import { asSlack } from '../world/as-slack.ts';
import { benchWorld } from '../world/bench-world.ts';
import { people, serviceName } from '../world/config.ts';
import { answerFigure, latenessFigure } from './answer-figures.ts';
import type { Measure } from './measure.ts';
import { inRounds, type Plan, roundsOf, type Subject } from './rounds.ts';
import { recordSuggestion, suggestionForms } from './suggestion-forms.ts';

const SERVICES = 1000;
const PER_SECOND = 20;
const PLAN: Plan = {
  warmUp: { perSecond: 50, count: 200 },
  rates: [{ perSecond: PER_SECOND, seconds: 10 }],
  rounds: 3,
};

/** Issue goal: 99 % within 300 ms. */
const P99_MS = 300;

/** What is typed, key by key, for services that are spread over all of them. */
const values = Array.from({ length: 10 }, (_, n) => serviceName((n * 371) % SERVICES)).flatMap(typedFor);

async function figures(subjects: readonly Subject[]): Promise<readonly Figure[]> {
  const found = await inRounds(subjects, PLAN);
  const figure = (percent: 50 | 99): Figure =>
    answerFigure({
      name: `typeahead p${percent}, ${PER_SECOND}/s`,
      percent,
      goal: percent === 50 ? { kind: 'none' } : { kind: 'at-most', limit: P99_MS },
      bot: roundsOf(found, 'bot', PER_SECOND),
      beside: { what: 'bare Bolt', rounds: roundsOf(found, 'bare', PER_SECOND) },
      busyFrom: P99_MS,
    });
  return [figure(50), figure(99), latenessFigure('typeahead p99, lateness of the load itself', found)];
}

/** What a menu suggests while somebody types in it. */
export const typeahead: Measure = {
  name: 'typeahead',
  summary: 'suggestions from 1,000 services at 20 keys/s, misspelt names too',
  async run(say) {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack' });
    const generator = await startLoadGenerator();
    const bare = await startBareBolt(world.env);
    try {
      const bot = await world.start('bot');
      const recorded = await recordSuggestion(world.sandbox.slack, people[0] ?? '');
      const content: Content = { kind: 'forms', forms: suggestionForms(recorded, people, values) };
      say(`typeahead: ${new Set(values).size} different things typed, over HTTP; bare Bolt suggests nothing`);
      const subject = (name: string, eventsUrl: string, expect: string): Subject => ({
        name,
        load: (pace) => runLoad(generator, { ...pace, content, expect, eventsUrl, ...asSlack(world) }),
      });
      return await figures([
        subject('bare', bare.eventsUrl, '^\\{"options":\\[\\]\\}$'),
        // Whoever isn't let in is suggested nothing: that would be quick, and doesn't count.
        subject('bot', bot.eventsUrl, '^\\{"options":\\[\\{'),
      ]);
    } finally {
      await generator.stop();
      await bare.stop();
      await world.stop();
    }
  },
};
