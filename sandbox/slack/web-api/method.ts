import { z } from 'zod';
import type { Workspace } from '../workspace/workspace.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';
import type { RawArguments } from './arguments.ts';

/** A method of the Web API. `answer` both does the thing and says what Slack says of it. */
export interface WebApiMethod {
  readonly name: string;
  answer(workspace: Workspace, raw: RawArguments): Answer;
}

const say = (issue: z.core.$ZodIssue, raw: RawArguments): string[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `[ERROR] the sandbox does not know the argument: ${key}`);
  }
  const name = String(issue.path[0]);
  if (!(name in raw)) return [`[ERROR] missing required field: ${name}`];
  return [`[ERROR] ${issue.message} [json-pointer:/${issue.path.map(String).join('/')}]`];
};

/**
 * A method whose arguments have this shape; anything else is `invalid_arguments`. An argument the sandbox does
 * not model is refused too, so that no test leans on something it silently drops.
 */
export const defineMethod = <S extends z.ZodRawShape>(
  name: string,
  shape: S,
  run: (workspace: Workspace, args: z.infer<z.ZodObject<S, z.core.$strict>>) => Answer,
): WebApiMethod => {
  const schema = z.strictObject(shape);
  return {
    name,
    answer: (workspace, raw) => {
      const parsed = schema.safeParse(raw);
      if (parsed.success) return run(workspace, parsed.data);
      return refuse(
        'invalid_arguments',
        parsed.error.issues.flatMap((issue) => say(issue, raw)),
      );
    },
  };
};
