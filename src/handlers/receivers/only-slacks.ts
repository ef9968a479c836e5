import type { RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { HTTPModuleFunctions, isRawBodyError } from '@slack/bolt';
import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/ports/log.ts';
import { boltLogger } from '../bolt-logger.ts';
import { slackSignature } from './slack-signature.ts';

const { bufferIncomingMessage, buildNoBodyResponse, defaultDispatchErrorHandler } = HTTPModuleFunctions;
type BufferedIncomingMessage = Awaited<ReturnType<typeof bufferIncomingMessage>>;

/** What tells Slack's requests from others. */
export interface OnlySlacksParts {
  readonly signingSecret: string;
  /** The largest body, in bytes. */
  readonly most: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Hands a `POST` on to Bolt, which checks nothing itself, only when its body is signed by Slack: whatever its path is,
 * because Bolt reads paths in more ways than one. 413 for a body that is too large, 401 for anything else; what was wrong
 * with it is a warning in the log.
 */
export function onlySlacks(parts: OnlySlacksParts, toBolt: RequestListener): RequestListener {
  const authenticity = slackSignature(parts.signingSecret);

  const refuse = (response: ServerResponse, status: 401 | 413, why: string): void => {
    parts.log.warn({ why }, "a request isn't taken for Slack's");
    buildNoBodyResponse(response, status);
  };

  const handOn: RequestListener = (request, response) => {
    try {
      toBolt(request, response);
    } catch (error) {
      // Bolt throws on a path that it doesn't know, for a server that calls it at once: this one had to read first.
      const thrown = error instanceof Error ? error : new Error(String(error));
      defaultDispatchErrorHandler({ error: thrown, logger: boltLogger(parts.log), request, response });
    }
  };

  return (request, response) => {
    // Bolt reads a body that is there instead of the stream.
    bufferIncomingMessage(request, parts.most).then(
      (whole) => {
        const found = authenticity(request.headers, whole.rawBody, parts.clock.now());
        if (found !== 'genuine') {
          if (!checksTls(whole)) return refuse(response, 401, found);
          // Bolt answers it, and nothing else of it is believed.
          whole.rawBody = Buffer.from('ssl_check=1');
        }
        handOn(request, response);
      },
      (error: unknown) => {
        const tooLarge = isRawBodyError(error) && error.type === 'entity.too.large';
        refuse(response, tooLarge ? 413 : 401, tooLarge ? 'too-large' : 'unreadable');
      },
    );
  };
}

/** Slack asks now and then whether the address has a good certificate, and such a request needn't be signed (Slack: Slash commands, "SSL certificates"). */
const checksTls = ({ headers, rawBody }: BufferedIncomingMessage): boolean =>
  headers['content-type'] === 'application/x-www-form-urlencoded' &&
  parse(rawBody.toString())['ssl_check'] === '1';
