import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import type { DurationMs } from '../../domain/clock.ts';
import type { OnFailure } from '../../domain/fault/log-fault.ts';
import type { DoorRefusal, Receipt } from '../../domain/ports/alarm-door.ts';
import { type Body, readBody } from './read-body.ts';
import type { Place } from './room.ts';

/** What is the same for every address at which news of alarms come in. */
export interface DoorParts {
  /** A place for one more request, shared by all doors. */
  readonly enter: () => Place | undefined;
  /** For all of a request, from its head to the answer. SNS waits 15 s (Amazon SNS Developer Guide, HTTP/S delivery). */
  readonly within: DurationMs;
  /** A request that never reached `receive` was refused: counts it and logs why. */
  readonly onTurnedAway: (path: string, why: DoorRefusal) => void;
  readonly onFailure: OnFailure;
}

/** One address. */
export interface Door {
  readonly path: string;
  /** Refuses by the head alone, before anything of the body is read. */
  readonly atTheDoor: (request: IncomingMessage) => Answer | undefined;
  /** What becomes of a whole body. Counts and logs what it refuses itself. */
  readonly receive: (body: string) => Promise<Receipt>;
}

/** An answer that isn't 200, by a status. */
export interface Answer {
  readonly status: number;
  readonly why: DoorRefusal;
}

/** SNS's messages have at most 256 KiB, which JSON may write six times as long. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Who is turned away for now may come again so soon, in seconds. */
const RETRY_AFTER = '20';

/**
 * `POST` at one address: 200 only after `receive` has taken the body, 4xx for what will never be taken, 503 for what may be
 * taken later. Every request is answered within the time or its connection is cut, whatever happens.
 */
export function doorRoute(door: Door, parts: DoorParts): CustomRoute {
  const turnAway = (response: ServerResponse, { status, why }: Answer): void => {
    parts.onTurnedAway(door.path, why);
    // Its body may still be coming: nobody reads it, so the connection can't be used on.
    answer(response, status, why, { connection: 'close' });
  };

  const settle = (response: ServerResponse, receipt: Receipt): void => {
    if (response.writableEnded) return;
    if (receipt.kind === 'taken') answer(response, 200, 'taken');
    else answer(response, statusOf(receipt), receipt.why);
  };

  const take = (response: ServerResponse, body: Body): Promise<Receipt> | undefined => {
    // The time was over meanwhile.
    if (response.writableEnded) return undefined;
    switch (body.kind) {
      case 'gone':
        return undefined;
      case 'too-large':
        turnAway(response, { status: 413, why: 'alarms-too-large' });
        return undefined;
      case 'no-room':
        turnAway(response, { status: 503, why: 'alarms-too-many' });
        return undefined;
      case 'body':
        return door.receive(body.text);
    }
  };

  // Apart, so that nothing holds a body while its receipt is waited for.
  const received = async (request: IncomingMessage, response: ServerResponse, place: Place) =>
    take(response, await readBody(request, MOST_BYTES, place));

  const handle = async (request: IncomingMessage, response: ServerResponse, place: Place): Promise<void> => {
    const timer = setTimeout(() => {
      if (!response.writableEnded) turnAway(response, { status: 503, why: 'alarms-too-slow' });
    }, parts.within);
    try {
      const receipt = await received(request, response, place);
      if (receipt) settle(response, receipt);
    } catch (error) {
      parts.onFailure('news of alarms could not be received', error, { path: door.path });
      if (!response.writableEnded) turnAway(response, { status: 503, why: 'alarms-broken' });
    } finally {
      clearTimeout(timer);
      place.leave();
    }
  };

  return {
    path: door.path,
    method: 'POST',
    handler: (request: IncomingMessage, response: ServerResponse) => {
      const no = door.atTheDoor(request);
      if (no) return turnAway(response, no);
      const place = parts.enter();
      if (!place) return turnAway(response, { status: 503, why: 'alarms-too-many' });
      void handle(request, response, place);
    },
  };
}

/** What will never be taken is malformed (400) or not believed (403). */
const statusOf = ({ why, until }: Extract<Receipt, { kind: 'refused' }>): number => {
  if (until === 'now') return 503;
  return why === 'sns-no-envelope' || why === 'alertmanager-unreadable' ? 400 : 403;
};

function answer(
  response: ServerResponse,
  status: number,
  word: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = `${word}\n`;
  response
    .writeHead(status, {
      'content-type': 'text/plain',
      // Otherwise it would go out in pieces.
      'content-length': body.length,
      ...(status === 503 ? { 'retry-after': RETRY_AFTER } : {}),
      ...headers,
    })
    .end(body);
}
