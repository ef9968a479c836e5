import { z } from 'zod';
import { RunId, RunNumber, StepId } from '../ids.ts';
import { Actor } from '../people/actor.ts';
import { Progress } from '../rollout/progress.ts';
import { ResolvedService } from '../target/service.ts';
import { Question } from './question.ts';
import { RunState } from './state.ts';

/** Where a run was asked for and tells its story. */
const Origin = z.object({ team: z.string(), channel: z.string() });

/** A step as the run's plan keeps it: the definition it started with, in words. */
const PlannedStep = z.object({ id: StepId, title: z.string(), optional: z.literal(true).exactOptional() });

/** All that is decided when a run is accepted; never changed afterwards. */
export const RunRequest = z.object({
  id: RunId,
  operation: z.string(),
  version: z.number().int().positive(),
  plan: z.array(PlannedStep),
  input: z.unknown(),
  target: ResolvedService,
  actor: Actor,
  /** The person's own words on why. */
  reason: z.string().optional(),
  origin: Origin,
  /** What set it off, for the logs: the id of Slack's request. Runs of earlier builds have none. */
  correlation: z.string().optional(),
});
export type RunRequest = z.infer<typeof RunRequest>;

/** A run as anybody may read it. */
export const Run = z.object({
  request: RunRequest,
  number: RunNumber,
  /** Epoch milliseconds, Redis's clock. */
  acceptedAt: z.number(),
  state: RunState,
  /** Since when it holds its target: Redis's clock. Absent before, and for runs of earlier builds. */
  heldSince: z.number().optional(),
  /** The step at work or last at work; absent before the first claim. */
  step: StepId.optional(),
  /** Steps before it that weren't needed. */
  leftOut: z.array(StepId).optional(),
  progress: Progress.optional(),
  /** What it asks, while it waits for an answer or goes on without one. */
  question: Question.optional(),
  /** One line on what it is doing or waiting for. */
  remark: z.string().optional(),
  /** Rises with every write. */
  revision: z.number(),
});
export type Run = z.infer<typeof Run>;

/** Whether it waits for somebody's answer, parked or going on. */
export const asks = ({ state, question }: Run): boolean =>
  state.status === 'parked' || (state.status !== 'ended' && question !== undefined);
