import { z } from 'zod';
import { type Child, startChild } from '../children/child.ts';

/** A load of slash commands. */
export const Load = z.object({
  eventsUrl: z.url(),
  signingSecret: z.string(),
  team: z.string(),
  channel: z.string(),
  /** Who types: one after the other. */
  users: z.array(z.string()).min(1),
  /** What is typed after the command: one after the other. */
  texts: z.array(z.string()).min(1),
  /** A regular expression that every answer's body must match. */
  expect: z.string(),
  perSecond: z.number().positive(),
  count: z.int().positive(),
});
export type Load = z.infer<typeof Load>;

/** What became of a load. */
export const LoadResult = z.object({
  /** From when each command was due to be sent until its answer was complete, in ms. Only expected answers. */
  ms: z.array(z.number()),
  /** How late the generator itself sent each command, in ms; contained in `ms`. */
  late: z.array(z.number()),
  /** How many answers were not as expected, and the first of them. */
  wrong: z.number(),
  firstWrong: z.string().optional(),
});
export type LoadResult = z.infer<typeof LoadResult>;

/** Starts the generator, a process of its own. */
export const startLoadGenerator = (): Promise<Child> =>
  startChild(new URL('./load-process.ts', import.meta.url));

/** Runs a load. */
export const runLoad = (generator: Child, load: Load): Promise<LoadResult> => generator.ask(load, LoadResult);

/** Runs a load of which every command must have the expected answer. Throws with the first that hasn't. */
export async function runWholeLoad(generator: Child, load: Load): Promise<void> {
  const { wrong, firstWrong } = await runLoad(generator, load);
  if (wrong > 0)
    throw new Error(`${wrong} of ${load.count} commands had a wrong answer, the first: ${firstWrong}`);
}
