import type { CustomRoute } from '@slack/bolt';
import type { Config } from '../config/config.ts';
import type { Log } from '../domain/ports/log.ts';
import { httpIncoming } from '../handlers/receivers/http.ts';
import type { Incoming } from '../handlers/receivers/receiver.ts';
import { socketIncoming } from '../handlers/receivers/socket.ts';
import { redactorOf } from './redactor.ts';

/** How Slack's requests come in, as the configuration has it; `onTurnedAway` hears what isn't taken for one. `posts` come in beside them. */
export function slackIncoming(
  config: Config,
  log: Log,
  healthy: () => boolean,
  onTurnedAway: (why: string) => void,
  posts: readonly CustomRoute[] = [],
): Incoming {
  const { transport, apiUrl } = config.slack;
  switch (transport.kind) {
    case 'http':
      return httpIncoming(transport.signingSecret.reveal(), log, healthy, onTurnedAway, posts);
    case 'socket':
      return socketIncoming({
        appToken: transport.appToken.reveal(),
        slackApiUrl: apiUrl,
        port: config.http.port,
        posts,
        healthy,
        log,
        redactor: redactorOf(config),
      });
  }
}
