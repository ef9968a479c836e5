import type { Workspace } from '../workspace/workspace.ts';
import { refuse } from './answer.ts';
import type { ReadBody } from './arguments.ts';
import type { HttpAnswer } from './http.ts';
import { tooFast } from './http.ts';
import { METHODS } from './methods/all.ts';
import type { RateLimiter } from './rates.ts';

/** What a call is judged by. */
export interface WebApi {
  workspace: Workspace;
  token: string;
  rates: RateLimiter;
}

/** Performs one Web API call: token, method, rate, then the method itself. Slack answers refusals with 200. */
export const callMethod = ({ workspace, token, rates }: WebApi, name: string, read: ReadBody): HttpAnswer => {
  if (!read.ok) return { status: 200, body: refuse(read.error) };
  if (read.token === undefined) return { status: 200, body: refuse('not_authed') };
  if (read.token !== token) return { status: 200, body: refuse('invalid_auth') };
  const method = METHODS.get(name);
  if (method === undefined) return { status: 200, body: refuse('unknown_method') };
  const channel = read.args['channel'];
  const wait = rates.take(name, typeof channel === 'string' ? channel : '');
  return wait > 0 ? tooFast(wait) : { status: 200, body: method.answer(workspace, read.args) };
};
