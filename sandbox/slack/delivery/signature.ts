import { createHmac } from 'node:crypto';

/**
 * The two headers that prove a request is Slack's: HMAC-SHA256 of `v0:timestamp:body`, timestamp in seconds.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export const signatureHeaders = (
  signingSecret: string,
  body: string,
  timestampS: number,
): { 'x-slack-request-timestamp': string; 'x-slack-signature': string } => ({
  'x-slack-request-timestamp': String(timestampS),
  'x-slack-signature': `v0=${createHmac('sha256', signingSecret).update(`v0:${timestampS}:${body}`).digest('hex')}`,
});
