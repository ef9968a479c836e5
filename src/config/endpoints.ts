/** A plain address: nothing that one parser may read otherwise than another (user@host, \, spaces, other scripts). */
const PLAIN =
  /^https?:\/\/[a-z0-9.-]+(:\d+)?(\/[\w./~-]*)?$|^https?:\/\/\[[0-9a-f:.]+\](:\d+)?(\/[\w./~-]*)?$/i;

/** This machine. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** Reads an endpoint's address, or undefined when it isn't plain http(s). */
export const plainUrl = (written: string): URL | undefined =>
  PLAIN.test(written) && URL.canParse(written) ? new URL(written) : undefined;

const OVER_TLS = ({ protocol, port }: URL): boolean => protocol === 'https:' && port === '';

/** Slack's Web API, or this machine. */
export const isSlackOrLoopback = (url: URL): boolean =>
  isLoopback(url) ||
  (OVER_TLS(url) &&
    (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com')) &&
    url.pathname === '/api/');

/** AWS's own hosts (AWS General Reference, service endpoints; China; dual stack), or this machine. */
export const isAwsOrLoopback = (url: URL): boolean =>
  isLoopback(url) ||
  (OVER_TLS(url) &&
    ['.amazonaws.com', '.amazonaws.com.cn', '.api.aws'].some((end) => url.hostname.endsWith(end)));

/** Where PagerDuty takes events, in its two regions (PagerDuty, "Service Regions"), or this machine. */
export const isPagerDutyOrLoopback = (url: URL): boolean =>
  isLoopback(url) ||
  (OVER_TLS(url) && ['events.pagerduty.com', 'events.eu.pagerduty.com'].includes(url.hostname));
