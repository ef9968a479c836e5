import { z } from 'zod';
import type { Child } from '../children/child.ts';
import { Content } from './content.ts';

/** How fast, and how many. */
export const Pace = z.object({ perSecond: z.number().positive(), count: z.int().positive() });
export type Pace = z.infer<typeof Pace>;

/** A load of requests. */
export const Load = Pace.extend({
  content: Content,
  /** A regular expression that every answer's body must match. */
  expect: z.string(),
});
export type Load = z.infer<typeof Load>;

/** A load that is sent as Slack sends requests over HTTP. */
export const HttpLoad = Load.extend({
  eventsUrl: z.url(),
  signingSecret: z.string(),
  /** The Web API of the Slack from which the requests are: it takes answers beside it. */
  slackUrl: z.url(),
});
export type HttpLoad = z.infer<typeof HttpLoad>;

/** What became of a load. */
export const LoadResult = z.object({
  /** From when each request was due to be sent until its answer was complete, in ms. Only expected answers. */
  ms: z.array(z.number()),
  /** How late the generator itself sent each request, in ms; contained in `ms`. */
  late: z.array(z.number()),
  /** How many answers were not as expected, and the first of them. */
  wrong: z.number(),
  firstWrong: z.string().optional(),
});
export type LoadResult = z.infer<typeof LoadResult>;

/** Runs a load over HTTP. */
export const runLoad = (generator: Child, load: HttpLoad): Promise<LoadResult> =>
  generator.ask(load, LoadResult);

/** Runs a load of which every request must have the expected answer. Throws with the first that hasn't. */
export async function runWholeLoad(generator: Child, load: HttpLoad): Promise<void> {
  const { wrong, firstWrong } = await runLoad(generator, load);
  if (wrong > 0)
    throw new Error(`${wrong} of ${load.count} requests had a wrong answer, the first: ${firstWrong}`);
}
