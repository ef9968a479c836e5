import { z } from 'zod';
import { RunNumber } from '../ids.ts';
import { ResolvedService } from '../target/service.ts';
import { RemedyAct } from './remedy-act.ts';

/** A deployment of the service that the alarm tells of. */
const Deployed = z.object({
  /** When it began. */
  at: z.number(),
  /** "v2", or the start of a digest. */
  image: z.string().optional(),
  /** "succeeded", "rolled back". */
  end: z.string().optional(),
  /** When it ended; absent: it goes on, or nobody saw when. */
  endedAt: z.number().optional(),
  /** The run that made it, what that run does ("restart"), and a Slack user id where a person asked for it. */
  run: RunNumber.optional(),
  operation: z.string().optional(),
  by: z.string().optional(),
});
export type Deployed = z.infer<typeof Deployed>;

/** How a remedy did with an alarm before. */
export const Record = z.object({
  tried: z.number().int(),
  helped: z.number().int(),
  /** How long it took until the alarm was over, on average, in milliseconds; absent where it never helped. */
  took: z.number().optional(),
});
export type Record = z.infer<typeof Record>;

/** A remedy that fits an alarm now: what a click on it says. */
export const Proposal = z.object({
  /** The remedy's name: `restart`. */
  remedy: z.string(),
  /** What the button says, up to 30 characters: "Restart registry". */
  label: z.string(),
  /** Why it may help, in a few words that stay true: "v2 deployed 12 min before". */
  because: z.string().optional(),
  record: Record.optional(),
  /** What it would do, as it was found: absent in facts of before. */
  act: RemedyAct.optional(),
});
export type Proposal = z.infer<typeof Proposal>;

/** What was found out about an alarm's service, each part where it could be. A part that couldn't be read says so in `unknown`. */
export const Facts = z.object({
  /** The service that was looked at, where the alarm itself names none: the one of its stack that is worst off. */
  service: ResolvedService.optional(),
  running: z.number().optional(),
  desired: z.number().optional(),
  /** The explain sentence, where something is wrong with its tasks. */
  explained: z.string().optional(),
  /** Newest error lines of its log, oldest first. */
  lines: z.array(z.string()).optional(),
  /** Deployments of the last hours, newest first. */
  deployed: z.array(Deployed).optional(),
  /** What may help, best first. */
  proposals: z.array(Proposal),
  /** What couldn't be read, in words: "the log", "the state in CloudWatch". */
  unknown: z.array(z.string()),
});
export type Facts = z.infer<typeof Facts>;
