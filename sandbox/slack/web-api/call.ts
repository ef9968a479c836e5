import type { Workspace } from '../workspace/workspace.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';
import type { ReadBody } from './arguments.ts';
import type { HttpAnswer } from './http.ts';
import { tooFast } from './http.ts';
import type { CallContext, WebApiMethod } from './method.ts';
import { METHODS } from './methods/all.ts';
import type { RateLimiter } from './rates.ts';
import { missingScope } from './scopes.ts';

/** What a call is judged by. */
export interface WebApi {
  workspace: Workspace;
  tokens: { bot: string; app: string | undefined };
  /** The bot token's scopes. */
  granted: readonly string[] | 'everything';
  rates: RateLimiter;
}

const badToken = (
  { tokens }: WebApi,
  method: WebApiMethod | undefined,
  { token, tokenFrom }: { token: string | undefined; tokenFrom: 'header' | 'form' },
): Answer | undefined => {
  if (token === undefined) return refuse('not_authed');
  const caller = token === tokens.bot ? 'bot' : token === tokens.app ? 'app' : undefined;
  if (caller === undefined) return refuse('invalid_auth');
  if (method !== undefined && method.caller !== caller) return refuse('not_allowed_token_type');
  // apps.connections.open: "passing it as a POST parameter will result in an error".
  return caller === 'app' && tokenFrom === 'form' ? refuse('invalid_auth') : undefined;
};

/** Slack says with its answers what the token may do. https://docs.slack.dev/authentication/installing-with-oauth */
const scopesOf = (granted: WebApi['granted']): Record<string, string> =>
  granted === 'everything' ? {} : { 'x-oauth-scopes': granted.join(',') };

/** Performs one Web API call: token, method, scope, rate, then the method itself. Slack answers refusals with 200. */
export const callMethod = (api: WebApi, name: string, read: ReadBody, context: CallContext): HttpAnswer => {
  const { workspace, granted, rates } = api;
  if (!read.ok) return { status: 200, body: refuse(read.error) };
  const method = METHODS.get(name);
  const bad = badToken(api, method, read);
  if (bad !== undefined) return { status: 200, body: bad };
  if (method === undefined) return { status: 200, body: refuse('unknown_method') };
  const needed = missingScope(name, read.args, workspace, granted);
  if (needed !== undefined && granted !== 'everything') {
    return {
      status: 200,
      headers: scopesOf(granted),
      body: { ...refuse('missing_scope'), needed, provided: granted.join(',') },
    };
  }
  const channel = read.args['channel'];
  const wait = rates.take(name, typeof channel === 'string' ? channel : '');
  if (wait > 0) return tooFast(wait);
  const headers = method.caller === 'app' ? {} : scopesOf(granted);
  return { status: 200, headers, body: method.answer(workspace, read.args, context) };
};
