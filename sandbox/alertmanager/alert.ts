import { createHash } from 'node:crypto';

/** Labels or annotations, by their names. */
export type Labels = Readonly<Record<string, string>>;

/** An alert of Prometheus. Times are milliseconds since the epoch. */
export interface Alert {
  /** `alertname` among them. */
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  /** Set once it is over. */
  readonly endsAt?: number;
  /** The expression in Prometheus. */
  readonly generatorURL: string;
}

/** An alert's fingerprint: 16 hex digits that follow from its labels, whatever their order. Alertmanager's are made by FNV. */
export function fingerprint(labels: Labels): string {
  const said = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
}

/**
 * Alerts that the production runbook of MCP-UI pages for or has looked into, with its thresholds; the runbook gives them no
 * names, so these are its sentences' in Prometheus' manner. Those that page are critical, the others are warnings.
 */
export const runbookAlerts = {
  HighErrorRate: {
    severity: 'critical',
    summary: 'Error rate > 5% for 2 minutes',
    expression: 'rate(http_requests_total{status=~"5.."}[5m])',
  },
  HighResponseTime: {
    severity: 'warning',
    summary: 'Response time P95 > 2 seconds for 5 minutes',
    expression: 'histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m]))',
  },
  HighMemoryUsage: {
    severity: 'warning',
    summary: 'Memory usage > 85% for 5 minutes',
    expression: 'container_memory_usage_bytes',
  },
} as const;

/** One of those alerts, as Prometheus sends it from the runbook's namespace. */
export function runbookAlert(
  alertname: keyof typeof runbookAlerts,
  startsAt: number,
  endsAt?: number,
): Alert {
  const { severity, summary, expression } = runbookAlerts[alertname];
  return {
    labels: { alertname, severity, namespace: 'mcp-ui', deployment: 'mcp-manager' },
    annotations: { summary },
    startsAt,
    ...(endsAt === undefined ? {} : { endsAt }),
    generatorURL: `https://prometheus.mcp-ui.example.com/graph?g0.expr=${encodeURIComponent(expression)}&g0.tab=1`,
  };
}
