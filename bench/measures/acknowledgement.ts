import type { Figure } from '../figures/figure.ts';
import { typed } from '../load/content.ts';
import type { Load, LoadResult, Pace } from '../load/load.ts';
import { serviceName } from '../world/config.ts';
import { answerFigure, latenessFigure } from './answer-figures.ts';
import { inRounds, type Plan, roundsOf, type Subject } from './rounds.ts';

/** How many services are configured. */
export const SERVICES = 1000;

const PLAN: Plan = {
  warmUp: { perSecond: 500, count: 3000 },
  rates: [
    { perSecond: 50, seconds: 2 },
    { perSecond: 500, seconds: 1.5 },
  ],
  rounds: 6,
};

/** Issue goals: the median within 3 times that of a bare Bolt app, 99 % within 50 ms. */
const P50_RATIO = 3;
export const P99_MS = 50;

/** What is typed, and the answer that it must have. */
type Typed = Pick<Load, 'content' | 'expect'>;

const HELP = typed(['help']);
/** For an app that only acknowledges, whatever is typed. */
export const ONLY_ACKS: Typed = { content: HELP, expect: '^$' };
/** A restart of each service in turn. */
export const RESTARTS: Typed = {
  content: typed(Array.from({ length: SERVICES }, (_, n) => `restart ${serviceName(n)}`)),
  expect: 'Accepted',
};

const STORING = 'storing';

/** Sends a load to an app. */
export type Sender = (load: Load) => Promise<LoadResult>;

/**
 * The acknowledgements of a bot and of a bare app that are reached in the same way. `restart` is acknowledged after the
 * run is stored; `help` and the bare app store nothing. Where there is an app that stores a job before it acknowledges, in
 * the same Redis, `restart` is held against that too: what is left then is what Wheelhouse does, without the disk.
 */
export async function acknowledgement(
  name: string,
  { bot, bare, storing }: { readonly bot: Sender; readonly bare: Sender; readonly storing?: Sender },
): Promise<readonly Figure[]> {
  const subjects: readonly Subject[] = [
    { name: 'bare', load: (pace) => bare({ ...pace, ...ONLY_ACKS }) },
    ...(storing ? [{ name: STORING, load: (pace: Pace) => storing({ ...pace, ...ONLY_ACKS }) }] : []),
    { name: 'help', load: (pace) => bot({ ...pace, content: HELP, expect: 'status' }) },
    { name: 'restart', load: (pace) => bot({ ...pace, ...RESTARTS }) },
  ];
  const found = await inRounds(subjects, PLAN);
  return PLAN.rates.flatMap(({ perSecond }) => {
    const figure = (verb: string, percent: 50 | 99): Figure =>
      answerFigure({
        name: `${name} p${percent}, /ops ${verb}, ${perSecond}/s`,
        percent,
        goal:
          percent === 50 ? { kind: 'ratio-at-most', limit: P50_RATIO } : { kind: 'at-most', limit: P99_MS },
        bot: roundsOf(found, verb, perSecond),
        beside: { what: 'bare Bolt', rounds: roundsOf(found, 'bare', perSecond) },
        busyFrom: P99_MS,
      });
    const besideStoring = (): Figure =>
      answerFigure({
        name: `${name} p50, /ops restart beside one that stores, ${perSecond}/s`,
        percent: 50,
        goal: { kind: 'ratio-at-most', limit: P50_RATIO },
        bot: roundsOf(found, 'restart', perSecond),
        beside: { what: 'Bolt that adds a job', rounds: roundsOf(found, STORING, perSecond) },
        busyFrom: P99_MS,
      });
    return [
      ...['help', 'restart'].flatMap((verb) => [figure(verb, 50), figure(verb, 99)]),
      ...(storing ? [besideStoring()] : []),
      latenessFigure(
        `${name} p99, lateness of the load itself, ${perSecond}/s`,
        found.filter((one) => one.perSecond === perSecond),
      ),
    ];
  });
}
