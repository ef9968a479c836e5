import { LINK_PATH } from '../../socket/envelope.ts';
import { APP_ID } from '../message-json.ts';
import type { WebApiMethod } from '../method.ts';
import { defineMethod } from '../method.ts';

const opened = defineMethod('apps.connections.open', {}, (_, __, { origin, issueTicket }) => {
  const url = new URL(LINK_PATH, origin.replace(/^http/, 'ws'));
  url.searchParams.set('ticket', issueTicket());
  url.searchParams.set('app_id', APP_ID);
  return { ok: true, url: url.href };
});

/**
 * https://docs.slack.dev/reference/methods/apps.connections.open: a URL for one Socket Mode connection. It takes
 * the app's own token only, in the header.
 */
export const appsConnectionsOpen: WebApiMethod = { ...opened, caller: 'app' };
