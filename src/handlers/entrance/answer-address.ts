/** Where Slack takes answers (Slack: response_url; GovSlack). */
const SLACK = ['.slack.com', '.slack-gov.com'];

const isSlacks = ({ protocol, hostname, port, username }: URL): boolean =>
  protocol === 'https:' && port === '' && username === '' && SLACK.some((end) => hostname.endsWith(end));

/**
 * Whether what a request names as the address for its answers (`response_url`) is Slack's, or beside the Web API that
 * the configuration names. A request without one has nothing to be answered to.
 */
export function isAnsweredToSlack(body: unknown, slackApiUrl: string): boolean {
  const url: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'response_url') : undefined;
  if (url === undefined || url === '') return true;
  const address = typeof url === 'string' ? URL.parse(url) : null;
  if (address === null) return false;
  return isSlacks(address) || address.origin === new URL(slackApiUrl).origin;
}
