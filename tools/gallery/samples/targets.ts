import type { Target } from '../../../src/domain/tasks/target-group.ts';
import type { Outside } from '../entry.ts';

/** The group of a sample's targets. */
export const GROUP =
  'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/mcp-gateway-v2-registry/0123456789abcdef';

/** Two targets of it. */
export const healthy: Target = { id: '10.0.1.12', port: 7860, state: 'healthy' };
/** One that answers with another code than is wanted. */
export const ill = (o: Outside): Target => ({
  id: '10.0.2.7',
  port: 7860,
  state: 'unhealthy',
  reason: 'Target.ResponseCodeMismatch',
  description: `Health checks failed with these codes: [404]${o('')}`,
});
/** The group with what it asks. */
export const balanced = (o: Outside) =>
  ({
    kind: 'there',
    arn: GROUP,
    check: {
      protocol: 'HTTP',
      port: 'traffic-port',
      path: `/health${o('')}`,
      codes: '200',
      everySeconds: 30,
    },
  }) as const;
