import { type Faults, faults } from '../ecs/http/faults.ts';
import { type Posted, startPostServer } from '../outside/post-server.ts';
import type { Ready } from '../outside/troubled.ts';
import { type Alert, Alerts } from './alerts.ts';
import { checkEvent } from './check-event.ts';

/** A running PagerDuty, as far as events go, with one service and its integration. */
export interface PagerDutySandbox {
  /** Where it takes events, for `PAGERDUTY_EVENTS_URL`. */
  readonly url: string;
  /** The key of the integration. */
  readonly routingKey: string;
  /** The alerts that there were, oldest first. */
  alerts(): readonly Alert[];
  /** What it has refused, each with its sentences. */
  readonly refused: readonly (readonly string[])[];
  /** By `trigger`, `acknowledge` or `resolve`. A throttle is answered with 429. */
  readonly faults: Faults;
  stop(): Promise<void>;
}

const PATH = '/v2/enqueue';
const ROUTING_KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

const json = (status: number, body: object): Ready => ({ status, body: JSON.stringify(body) });

/** Starts it on 127.0.0.1. Answers are those of the Events API v2: 202, 400 with what is wrong, 429. */
export async function startPagerDutySandbox(): Promise<PagerDutySandbox> {
  const alerts = new Alerts();
  const troubles = faults();
  const refused: (readonly string[])[] = [];
  const perform = ({ path, json: raw }: Posted): Ready => {
    if (path !== PATH) return json(404, { status: 'not found' });
    if (raw === undefined)
      return json(400, {
        status: 'Unrecognized object',
        message: 'Event object format is unrecognized',
        errors: ['JSON parse error'],
      });
    const checked = checkEvent(raw, [ROUTING_KEY]);
    if (checked.kind === 'wrong') {
      refused.push(checked.errors);
      return json(400, {
        status: 'invalid event',
        message: 'Event object is invalid',
        errors: checked.errors,
      });
    }
    const key = alerts.take(checked.event);
    return json(202, { status: 'success', message: 'Event processed', dedup_key: key });
  };
  const server = await startPostServer({ callOf, perform, faults: troubles });
  return {
    url: `${server.url}${PATH}`,
    routingKey: ROUTING_KEY,
    alerts: () => alerts.all(),
    refused,
    faults: troubles,
    stop: () => server.stop(),
  };
}

const callOf = ({ json: raw }: Posted): string =>
  typeof raw === 'object' && raw !== null ? String(Reflect.get(raw, 'event_action')) : '';
