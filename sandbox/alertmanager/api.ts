import { listen } from '../aws/listen.ts';
import { type Alert, fingerprint, type Labels } from './alert.ts';

/** The API of an Alertmanager, over the alerts that it has. */
export interface AlertmanagerApi {
  /** Up to where `/api/v2` begins. */
  readonly url: string;
  /** Everything that it was asked: paths with their queries. */
  readonly asked: readonly string[];
  /** What Prometheus sends it, in place of what it had. */
  has(alerts: readonly Alert[]): void;
  /** It answers everything with this status; `undefined`: it is well again. */
  fail(status: number | undefined): void;
  stop(): Promise<void>;
}

/** Prometheus sends what fires again each minute, and lets it end after four in which it couldn't (Prometheus, `resendDelay`). */
const ENDS_AFTER_MS = 240_000;

const MATCHER = /^(\w+)="([^"]*)"$/;

/** The labels that a query asks for; undefined where one of its filters can't be read. */
function filtersIn(query: URLSearchParams): Labels | undefined {
  const pairs = query.getAll('filter').map((filter) => MATCHER.exec(filter));
  if (pairs.includes(null)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}

/** An alert as the API lists it (github.com/prometheus/alertmanager, api/v2/openapi.yaml, `gettableAlert`). */
const gettable = ({ labels, annotations, startsAt, generatorURL }: Alert, now: number) => ({
  labels,
  annotations,
  generatorURL,
  fingerprint: fingerprint(labels),
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(now + ENDS_AFTER_MS).toISOString(),
  updatedAt: new Date(now).toISOString(),
  receivers: [{ name: 'wheelhouse' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] },
});

/**
 * Starts one, which wants a bearer token where one is told. It lists what fires (`GET /api/v2/alerts`), nothing whose end
 * has passed; a filter asks for a label's value.
 */
export async function alertmanagerApi(token?: string): Promise<AlertmanagerApi> {
  const asked: string[] = [];
  let alerts: readonly Alert[] = [];
  let failing: number | undefined;
  const server = await listen((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://alertmanager');
    asked.push(`${pathname}${search}`);
    if (failing !== undefined) return answer(failing, 'out of order');
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
      return answer(401, 'who?');
    if (pathname !== '/api/v2/alerts' || request.method !== 'GET') return answer(404, 'not found');
    const wanted = filtersIn(searchParams);
    if (!wanted) return answer(400, 'bad matcher format');
    const now = Date.now();
    const listed = alerts.filter(
      ({ labels, endsAt }) =>
        (endsAt === undefined || endsAt > now) &&
        Object.entries(wanted).every(([name, value]) => labels[name] === value),
    );
    return answer(
      200,
      listed.map((alert) => gettable(alert, now)),
    );
  });
  return {
    url: server.url,
    asked,
    has(now) {
      alerts = now;
    },
    fail(status) {
      failing = status;
    },
    stop: () => server.stop(),
  };
}
