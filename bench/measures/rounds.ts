import type { LoadResult, Pace } from '../load/load.ts';
import { busyBetween, processorTime } from './processors.ts';

/** What is loaded: a bot with one kind of request, or the yardstick. */
export interface Subject {
  readonly name: string;
  load(pace: Pace): Promise<LoadResult>;
}

/** How subjects are loaded. */
export interface Plan {
  /** Before the first round: what a process that has run for a while has behind it. It doesn't count. */
  readonly warmUp: Pace;
  readonly rates: readonly { readonly perSecond: number; readonly seconds: number }[];
  /** At each rate every subject is loaded in turn, so often, so that what else the machine does falls on all alike. */
  readonly rounds: number;
}

/** What became of one round. */
export interface Round extends LoadResult {
  /** The share of the machine's processors that was at work meanwhile, whoever's work it was, 0 to 1. */
  readonly busy: number;
}

/** One subject's answers at one rate, round by round. */
export interface Rounds {
  readonly subject: string;
  readonly perSecond: number;
  readonly rounds: readonly Round[];
}

/** Loads all subjects by the plan. Throws where one gives no expected answer at all in its warm-up. */
export async function inRounds(subjects: readonly Subject[], plan: Plan): Promise<readonly Rounds[]> {
  for (const subject of subjects) await warmUp(subject, plan.warmUp);
  const found: Rounds[] = [];
  for (const { perSecond, seconds } of plan.rates) {
    const atRate = subjects.map((subject) => ({ subject, rounds: [] as Round[] }));
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const { subject, rounds } of atRate) {
        const from = processorTime();
        const result = await subject.load({ perSecond, count: perSecond * seconds });
        rounds.push({ ...result, busy: busyBetween(from, processorTime()) });
      }
    }
    found.push(...atRate.map(({ subject: { name }, rounds }) => ({ subject: name, perSecond, rounds })));
  }
  return found;
}

async function warmUp(subject: Subject, pace: Pace): Promise<void> {
  const { ms, firstWrong } = await subject.load(pace);
  if (ms.length === 0) throw new Error(`${subject.name} never answers as expected, but: ${firstWrong}`);
}

/** A subject's rounds at a rate. Throws where there are none. */
export function roundsOf(found: readonly Rounds[], subject: string, perSecond: number): Rounds {
  const one = found.find((each) => each.subject === subject && each.perSecond === perSecond);
  if (!one) throw new Error(`${subject} was not measured at ${perSecond} requests per second`);
  return one;
}
