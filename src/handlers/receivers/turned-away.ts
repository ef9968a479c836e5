import type { IncomingMessage, Server } from 'node:http';

/** What was turned away before anybody knew whose it was: nothing of it is Slack's word. */
const WHY: Readonly<Record<number, string>> = {
  400: 'unreadable',
  401: 'signature',
  404: 'no-such-path',
  413: 'too-large',
  500: 'broken',
};

/**
 * Tells of every request that a server answers so, but for those that tell of themselves. Anybody can send them: they are
 * counted, and in no audit.
 */
export function tellTurnedAway(
  server: Server,
  tell: (why: string) => void,
  tellsItself: (request: IncomingMessage) => boolean,
): void {
  server.on('request', (request, response) => {
    if (tellsItself(request)) return;
    response.once('finish', () => {
      const why = WHY[response.statusCode];
      if (why !== undefined) tell(why);
    });
  });
}
