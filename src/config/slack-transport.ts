import { err, ok, type Result } from '../domain/result.ts';
import type { SlackTransport } from './config.ts';
import type { ConfigFault } from './fault.ts';
import { Secret } from './secret.ts';

const HTTP = "the signing secret, without spaces (the Slack app's page, Basic Information)";
const SOCKET = "the app-level token, which starts with xapp- (the Slack app's page, Basic Information)";

/**
 * How Slack's requests arrive, by the one secret that is set: a signing secret means HTTP, an app-level token Socket
 * Mode. Neither, both or one that isn't valid is a fault; it shows no value.
 */
export function slackTransport(env: {
  readonly SLACK_SIGNING_SECRET?: string | undefined;
  readonly SLACK_APP_TOKEN?: string | undefined;
}): Result<SlackTransport, ConfigFault> {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = env;
  const fault = (name: 'SLACK_SIGNING_SECRET' | 'SLACK_APP_TOKEN', message: string) =>
    err<ConfigFault>({ where: 'environment', name, message });
  if (signingSecret !== undefined && appToken !== undefined) {
    return fault(
      'SLACK_APP_TOKEN',
      'is set together with SLACK_SIGNING_SECRET. Keep one of them: this one is for Socket Mode, the other for HTTP',
    );
  }
  if (appToken !== undefined) {
    return /^xapp-[A-Za-z0-9-]+$/.test(appToken)
      ? ok({ kind: 'socket', appToken: new Secret(appToken) })
      : fault('SLACK_APP_TOKEN', `isn't valid: write ${SOCKET}`);
  }
  if (signingSecret === undefined) {
    return fault(
      'SLACK_SIGNING_SECRET',
      `isn't set, and SLACK_APP_TOKEN isn't either. For HTTP write ${HTTP}; for Socket Mode write, into SLACK_APP_TOKEN, ${SOCKET}`,
    );
  }
  return /^[\x21-\x7e]+$/.test(signingSecret)
    ? ok({ kind: 'http', signingSecret: new Secret(signingSecret) })
    : fault('SLACK_SIGNING_SECRET', `isn't valid: write ${HTTP}`);
}
