import type { CustomRoute } from '@slack/bolt';
import { seconds } from '../../domain/clock.ts';
import type { DoorRefusal, Receipt } from '../../domain/ports/alarm-door.ts';
import type { Log } from '../../domain/ports/log.ts';
import { bearerOf } from './bearer.ts';
import { type DoorParts, doorRoute } from './door.ts';
import { type RoomSize, room } from './room.ts';

/** What the addresses lead to. */
export interface AlarmRoutesParts {
  readonly sns: (body: string) => Promise<Receipt>;
  /** Absent: there is no such address. */
  readonly alertmanager?: { readonly token: string; readonly receive: (body: string) => Promise<Receipt> };
  readonly log: Log;
  readonly onRefused: (why: DoorRefusal) => void;
  readonly onFailure: DoorParts['onFailure'];
  /** 10 s unless told. */
  readonly within?: DoorParts['within'];
  /** 2,000 requests and 64 MiB unless told. */
  readonly size?: RoomSize;
}

/** Waiting for the store costs little; what is large is bounded by bytes. */
const SIZE: RoomSize = { requests: 2_000, bytes: 64 * 1024 * 1024 };

/**
 * `POST /sns` and, where it has a token, `POST /alertmanager`. They share one room. Alertmanager sends again what isn't
 * answered with 2xx and isn't 4xx (Prometheus Alertmanager, webhook notifier), as SNS does.
 */
export function alarmRoutes(parts: AlarmRoutesParts): CustomRoute[] {
  const { log, onRefused, onFailure, within = seconds(10), size = SIZE } = parts;
  const common: DoorParts = {
    enter: room(size),
    within,
    onFailure,
    onTurnedAway(path, why) {
      onRefused(why);
      log.warn({ path, why }, 'a request with news of alarms was turned away');
    },
  };
  const sns = doorRoute(
    {
      path: '/sns',
      // A raw body is signed by nobody (Amazon SNS Developer Guide, "Raw message delivery").
      atTheDoor: ({ headers }) =>
        headers['x-amz-sns-rawdelivery'] === 'true' ? { status: 400, why: 'sns-raw-delivery' } : undefined,
      receive: parts.sns,
    },
    common,
  );
  if (!parts.alertmanager) return [sns];
  const { token, receive } = parts.alertmanager;
  const isBearer = bearerOf(token);
  const alertmanager = doorRoute(
    {
      path: '/alertmanager',
      atTheDoor: ({ headers }) =>
        isBearer(headers.authorization) ? undefined : { status: 401, why: 'alertmanager-token' },
      receive,
    },
    common,
  );
  return [sns, alertmanager];
}
