import { type BareBolt, startBareBolt } from '../bare/bare-bolt.ts';
import type { Child } from '../children/child.ts';
import type { Figure } from '../figures/figure.ts';
import { percentile, spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import { type Load, type LoadResult, runLoad, startLoadGenerator } from '../load/load.ts';
import { type BenchWorld, benchWorld } from '../world/bench-world.ts';
import { CHANNEL, people, serviceName, TEAM } from '../world/config.ts';
import type { Measure } from './measure.ts';

/** At each rate every subject is loaded in turn, so that what else the machine does falls on all alike. */
const RATES = [
  { perSecond: 50, seconds: 4 },
  { perSecond: 500, seconds: 3 },
] as const;
const ROUNDS = 3;
/** Before the first round: what a process that has run for a while has behind it. */
const WARM_UP = { perSecond: 200, count: 600 } as const;

const SERVICES = 1000;

/** A command without the expected answer counts as one that Slack gives up: after 3 s (Slack: slash commands). */
const SLACK_LIMIT_MS = 3000;

/** Issue goals: the median within 3 times that of a bare Bolt app, 99 % within 50 ms. */
const P50_RATIO = 3;
const P99_MS = 50;

const allServices = Array.from({ length: SERVICES }, (_, n) => serviceName(n));

/** What is loaded. `restart` is acknowledged after the run is stored; `help` and the bare app store nothing. */
type Subject = Pick<Load, 'eventsUrl' | 'texts' | 'expect'> & { readonly name: string };

/** One subject's answers at one rate, round by round. */
interface Rounds {
  readonly subject: string;
  readonly perSecond: number;
  readonly rounds: LoadResult[];
}

async function measure(
  world: BenchWorld,
  bare: BareBolt,
  generator: Child,
  eventsUrl: string,
): Promise<Rounds[]> {
  const signingSecret = world.sandbox.env['SLACK_SIGNING_SECRET'] ?? '';
  const common = { signingSecret, team: TEAM, channel: CHANNEL, users: [...people] };
  const subjects: readonly Subject[] = [
    { name: 'bare', eventsUrl: bare.eventsUrl, texts: ['help'], expect: '^$' },
    { name: 'help', eventsUrl, texts: ['help'], expect: 'status' },
    { name: 'restart', eventsUrl, texts: allServices.map((name) => `restart ${name}`), expect: 'Accepted' },
  ];
  const load = ({ name: _, ...subject }: Subject, pace: { perSecond: number; count: number }) =>
    runLoad(generator, { ...common, ...subject, ...pace });
  for (const subject of subjects) await load(subject, WARM_UP);
  const found: Rounds[] = [];
  for (const { perSecond, seconds } of RATES) {
    const atRate = subjects.map((subject) => {
      const rounds: LoadResult[] = [];
      return { subject, rounds };
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { subject, rounds } of atRate) {
        rounds.push(await load(subject, { perSecond, count: perSecond * seconds }));
      }
    }
    found.push(...atRate.map(({ subject, rounds }) => ({ subject: subject.name, perSecond, rounds })));
  }
  return found;
}

function figures(found: readonly Rounds[]): Figure[] {
  const all = (subject: string, perSecond: number): Rounds => {
    const one = found.find((each) => each.subject === subject && each.perSecond === perSecond);
    if (!one) throw new Error(`${subject} was not measured at ${perSecond} commands per second`);
    return one;
  };
  const msOf = ({ ms, wrong }: LoadResult): number[] => [
    ...ms,
    ...new Array<number>(wrong).fill(SLACK_LIMIT_MS),
  ];
  const at = ({ rounds }: Rounds, percent: number): number => percentile(rounds.flatMap(msOf), percent);
  const figure = (name: string, perSecond: number, percent: number): Figure => {
    const subject = all(name, perSecond);
    const byRound = subject.rounds.map((round) => percentile(msOf(round), percent));
    const wrong = subject.rounds.reduce((sum, round) => sum + round.wrong, 0);
    const unanswered =
      wrong === 0 ? '' : `, ${wrong} without the expected answer counted as ${SLACK_LIMIT_MS / 1000} s`;
    const count = subject.rounds.flatMap(msOf).length;
    const yardstick = at(all('bare', perSecond), percent);
    // Whoever reads it must not blame the bot for what else the machine does.
    const busy = yardstick > P99_MS ? '; the machine is too busy: bare Bolt misses the goal too' : '';
    return {
      name: `ack p${percent}, /ops ${name}, ${perSecond}/s`,
      value: at(subject, percent),
      unit: 'ms',
      yardstick: { what: 'bare Bolt', value: yardstick },
      goal: percent === 50 ? { kind: 'ratio-at-most', limit: P50_RATIO } : { kind: 'at-most', limit: P99_MS },
      note: `${count} commands${unanswered}, rounds ${range(spreadOf(byRound), 'ms')}${busy}`,
    };
  };
  return RATES.flatMap(({ perSecond }) => {
    const late = found
      .filter((one) => one.perSecond === perSecond)
      .flatMap(({ rounds }) => rounds.flatMap((r) => r.late));
    return [
      ...['help', 'restart'].flatMap((name) => [figure(name, perSecond, 50), figure(name, perSecond, 99)]),
      {
        name: `ack p99, lateness of the load itself, ${perSecond}/s`,
        value: percentile(late, 99),
        unit: 'ms' as const,
        goal: { kind: 'none' as const },
        note: `${late.length} commands; contained in the figures above`,
      },
    ];
  });
}

/** Acknowledgements of a real bot process against a bare Bolt app, under the same open-loop load. */
export const ack: Measure = {
  name: 'ack',
  summary: 'acknowledgement at 50 and 500 commands/s against a Bolt app that only acks',
  async run(say) {
    const world = await benchWorld({ services: SERVICES, clusters: 10, rates: 'slack' });
    const generator = await startLoadGenerator();
    const bare = await startBareBolt(world.env);
    try {
      const bot = await world.start('bot');
      say(
        'ack: open loop, timed from when each command was due; connections kept alive for the bot and the bare app alike; no worker runs',
      );
      return figures(await measure(world, bare, generator, bot.eventsUrl));
    } finally {
      await generator.stop();
      await bare.stop();
      await world.stop();
    }
  },
};
