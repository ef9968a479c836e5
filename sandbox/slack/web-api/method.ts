import { z } from 'zod';
import type { Workspace } from '../workspace/workspace.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';
import type { RawArguments } from './arguments.ts';

/** What a method may know besides the workspace and its arguments. */
export interface CallContext {
  /** Where the caller found the sandbox: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly now: () => number;
  /** A ticket for one Socket Mode connection. */
  readonly issueTicket: () => string;
}

/** A method of the Web API. `answer` both does the thing and says what Slack says of it. */
export interface WebApiMethod {
  readonly name: string;
  /** Whose token it takes: the bot's, or the app's own (xapp-…). */
  readonly caller: 'bot' | 'app';
  answer(workspace: Workspace, raw: RawArguments, context: CallContext): Answer;
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
 * A method whose arguments have this shape; anything else is `invalid_arguments`, but for `team_id`, which Bolt adds
 * to every call of a listener's client and which means nothing to a workspace's own token. An argument the sandbox does
 * not model is refused too, so that no test leans on something it silently drops.
 */
export const defineMethod = <S extends z.ZodRawShape>(
  name: string,
  shape: S,
  run: (workspace: Workspace, args: z.infer<z.ZodObject<S, z.core.$strict>>, context: CallContext) => Answer,
): WebApiMethod => {
  const schema = z.strictObject(shape);
  return {
    name,
    caller: 'bot',
    answer: (workspace, given, context) => {
      const raw = Object.fromEntries(Object.entries(given).filter(([key]) => key !== 'team_id'));
      const parsed = schema.safeParse(raw);
      if (parsed.success) return run(workspace, parsed.data, context);
      return refuse(
        'invalid_arguments',
        parsed.error.issues.flatMap((issue) => say(issue, raw)),
      );
    },
  };
};
