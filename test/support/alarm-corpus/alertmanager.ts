type Raw = Readonly<Record<string, unknown>>;

const firing: Raw = {
  status: 'firing',
  labels: { alertname: 'PodCrashLooping', namespace: 'mcp-ui', deployment: 'backend', severity: 'critical' },
  annotations: {
    summary: 'backend restarts again and again',
    description: 'pod backend-7d9 restarted 5 times',
    value: '5',
    condition: 'restarts > 3 for 10 min',
  },
  startsAt: '2026-11-26T03:10:00.123456789Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus:9090/graph?g0.expr=x',
  fingerprint: '5ef77f1f8a3ecf8d',
};

const resolved: Raw = {
  ...firing,
  status: 'resolved',
  labels: { alertname: 'HighLatency', severity: 'warning', stack: 'prod-us-east-1', service: 'registry' },
  annotations: { description: 'p99 over 1 s' },
  endsAt: '2026-11-26T05:20:00+02:00',
  fingerprint: 'c1a6ad2d1a4f2b3c',
};

const webhook = (alerts: readonly unknown[], more: Raw = {}): Raw => ({
  version: '4',
  groupKey: '{}/{severity="critical"}:{namespace="mcp-ui"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'wheelhouse',
  groupLabels: { namespace: 'mcp-ui' },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager:9093',
  alerts,
  ...more,
});

const { fingerprint: _, ...unmarked } = firing;

/** Bodies of Alertmanager's webhook (Prometheus documentation, Alertmanager, `webhook_config`). */
export const alertmanagerBodies = {
  firing: webhook([firing]),
  resolved: webhook([resolved], { status: 'resolved' }),
  mixed: webhook([resolved, firing]),
  truncated: webhook([firing], { truncatedAlerts: 12 }),
  'one without a fingerprint': webhook([firing, unmarked]),
  many: webhook(
    Array.from({ length: 620 }, (_, n) => ({ ...(n % 2 ? firing : resolved), fingerprint: `many-${n}` })),
  ),
  'many labels': webhook([
    {
      ...firing,
      labels: {
        ...Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`a${n}`, 'x'])),
        alertname: 'Wide',
        severity: 'page',
        stack: 'prod-us-east-1',
      },
    },
  ]),
  'no severity': webhook([{ ...firing, labels: { alertname: 'Plain' }, annotations: {} }]),
  empty: webhook([]),
} satisfies Record<string, Raw>;

/** Bodies that are refused. */
export const wrongBodies: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  text: 'hello',
  list: [],
  'another version': webhook([firing], { version: '3' }),
  'no alerts': { ...webhook([]), alerts: 'none' },
  'only what has no fingerprint': webhook([unmarked]),
  'only what has no time': webhook([{ ...firing, startsAt: '0001-01-01T00:00:00Z' }]),
  'only what is neither': webhook([{ ...firing, status: 'pending' }]),
};
