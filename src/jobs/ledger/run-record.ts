import { z } from 'zod';
import { RunNumber, StepId } from '../../domain/ids.ts';
import { Progress } from '../../domain/rollout/progress.ts';
import { Question } from '../../domain/run/question.ts';
import { Run, RunRequest } from '../../domain/run/run.ts';
import { RunState } from '../../domain/run/state.ts';
import { json } from './json-text.ts';

/** A run as Redis keeps it: a hash of strings. */
const RunHash = z.object({
  number: RunNumber,
  request: json(RunRequest),
  acceptedAt: z.coerce.number(),
  revision: z.coerce.number(),
  state: json(RunState),
  heldSince: z.coerce.number().optional(),
  step: StepId.optional(),
  leftOut: json(z.array(StepId)).optional(),
  progress: json(Progress).optional(),
  remark: z.string().optional(),
  question: z
    .literal('')
    .transform(() => undefined)
    .or(json(Question))
    .optional(),
});

/** The run in a hash, or undefined where there is none. Throws where the hash isn't a run. */
export function readRun(hash: Record<string, string>): Run | undefined {
  return Object.keys(hash).length === 0 ? undefined : Run.parse(RunHash.parse(hash));
}

/** Lines of JSON, each parsed. Throws on a line that isn't what it should be. */
export const readLines = <T>(lines: readonly string[], schema: z.ZodType<T>): T[] =>
  lines.map((line) => schema.parse(JSON.parse(line)));
