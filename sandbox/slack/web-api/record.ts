import type { Answer } from './answer.ts';
import type { RawArguments } from './arguments.ts';

/** What became of a call. `done`: whether it had its effect though the caller got no usable answer. */
export type CallEnd =
  /** `restS`: the seconds of its Retry-After, where it was too fast. */
  | { kind: 'answered'; status: number; body: Answer; restS?: number }
  | { kind: 'failed'; status: number; done: boolean }
  | { kind: 'cut'; done: boolean };

/** A call of the Web API, or of a response URL (method `response_url`), in the order of their ends. */
export interface RecordedCall {
  /** Milliseconds since the epoch when the call came in, on the sandbox's clock. */
  at: number;
  method: string;
  /** As they came, without the token; structured values of a form are still JSON text. */
  args: RawArguments;
  answer: CallEnd;
}

/** One line of a call for an error message. */
export const describeCall = ({ method, args, answer }: RecordedCall): string => {
  const channel = typeof args['channel'] === 'string' ? ` ${args['channel']}` : '';
  if (answer.kind === 'cut') return `${method}${channel}: cut, ${answer.done ? 'done' : 'not done'}`;
  if (answer.kind === 'failed') {
    return `${method}${channel}: ${answer.status}, ${answer.done ? 'done' : 'not done'}`;
  }
  if (answer.body.ok) return `${method}${channel}: ok`;
  const said = answer.body.response_metadata?.messages.join('; ') ?? '';
  return `${method}${channel}: ${answer.body.error} ${said}`.trimEnd();
};
