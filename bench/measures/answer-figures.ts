import type { Figure, Goal } from '../figures/figure.ts';
import { percentile, spreadOf } from '../figures/statistics.ts';
import { range } from '../figures/table.ts';
import type { LoadResult } from '../load/load.ts';
import type { Rounds } from './rounds.ts';

/** A request without the expected answer counts as one that Slack gives up: after 3 s (Slack: slash commands). */
const SLACK_LIMIT_MS = 3000;

const msOf = ({ ms, wrong }: LoadResult): number[] => [
  ...ms,
  ...new Array<number>(wrong).fill(SLACK_LIMIT_MS),
];
const wrongOf = ({ rounds }: Rounds): number => rounds.reduce((sum, { wrong }) => sum + wrong, 0);

/** What is to be said of some answers. */
export interface Asked {
  readonly name: string;
  readonly percent: number;
  readonly goal: Goal;
  /** The bot, and the app that it is held against, under the same load. */
  readonly bot: Rounds;
  readonly beside: { readonly what: string; readonly rounds: Rounds };
  /** Above this the yardstick itself says that the machine is too busy for the figure to mean much, in ms. */
  readonly busyFrom: number;
}

/** A percentile of how long answers took, over all rounds. */
export function answerFigure({ name, percent, goal, bot, beside, busyFrom }: Asked): Figure {
  const { what, rounds: bare } = beside;
  const at = ({ rounds }: Rounds): number => percentile(rounds.flatMap(msOf), percent);
  const byRound = bot.rounds.map((round) => percentile(msOf(round), percent));
  const unanswered = (who: string, wrong: number): string =>
    wrong === 0 ? '' : `, ${wrong} ${who}without the expected answer counted as ${SLACK_LIMIT_MS / 1000} s`;
  // Whoever reads it must not blame the bot for what else the machine does: all of it is on the same processors.
  const share = bot.rounds.reduce((sum, round) => sum + round.busy, 0) / bot.rounds.length;
  const busy = at(bare) > busyFrom ? `; the machine is too busy: ${what} misses the goal too` : '';
  return {
    name,
    value: at(bot),
    unit: 'ms',
    yardstick: { what, value: at(bare) },
    goal,
    note:
      `${bot.rounds.flatMap(msOf).length} requests${unanswered('', wrongOf(bot))}` +
      `${unanswered(`of ${what} `, wrongOf(bare))}, rounds ${range(spreadOf(byRound), 'ms')}, processors ${Math.round(share * 100)} % busy${busy}`,
  };
}

/** How late the generator itself was, at the 99th percentile of all that it sent: what the figures can't be blamed for. */
export function latenessFigure(name: string, found: readonly Rounds[]): Figure {
  const late = found.flatMap(({ rounds }) => rounds.flatMap((round) => round.late));
  return {
    name,
    value: percentile(late, 99),
    unit: 'ms',
    goal: { kind: 'none' },
    note: `${late.length} requests; contained in the figures above`,
  };
}
