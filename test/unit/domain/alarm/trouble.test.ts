import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../../src/domain/alarm/trouble.ts';

describe('the trouble that an alarm tells of', () => {
  it.each([
    ['CPU of ECS', { metric: 'CPUUtilization', namespace: 'AWS/ECS' }, 'cpu'],
    ['CPU of Container Insights', { metric: 'CpuUtilized', namespace: 'ECS/ContainerInsights' }, 'cpu'],
    ['CPU of a database', { metric: 'CPUUtilization', namespace: 'AWS/RDS' }, 'other'],
    ['a CPU that idles', { metric: 'CPUUtilization', condition: 'CPUUtilization < 5 for 1 h' }, 'other'],
    ['memory', { metric: 'MemoryUtilization', namespace: 'AWS/ECS' }, 'memory'],
    ['targets that are ill', { metric: 'UnHealthyHostCount' }, 'unhealthy-targets'],
    ['too few that are well', { condition: 'HealthyHostCount < 1 for 2 min' }, 'unhealthy-targets'],
    ['many that are well', { condition: 'HealthyHostCount > 9 for 2 min' }, 'other'],
    ['errors of targets', { metric: 'HTTPCode_Target_5XX_Count' }, 'server-errors'],
    ['errors of the load balancer', { metric: 'HTTPCode_ELB_502_Count' }, 'server-errors'],
    ['slow answers', { condition: 'TargetResponseTime > 1 for 10 min' }, 'response-time'],
    [
      'another metric of AWS by whatever name',
      { metric: 'DatabaseConnections', namespace: 'AWS/RDS', name: 'cpu' },
      'other',
    ],
    ['a name alone', { name: 'mcp-gateway-v2-registry-memory-high' }, 'memory'],
    ['the name of ill targets', { name: 'mcp-gateway-v2-alb-unhealthy-targets' }, 'unhealthy-targets'],
    ['the name of errors', { name: 'mcp-gateway-v2-alb-5xx-errors' }, 'server-errors'],
    ['the name of slow answers', { name: 'mcp-gateway-v2-alb-response-time' }, 'response-time'],
    ['a name of Prometheus', { name: 'RegistryHighErrorRate' }, 'server-errors'],
    ['a name that says low', { name: 'registry-cpu-low' }, 'other'],
    ['a room', { name: 'meeting-room-booked' }, 'other'],
    [
      'the children of a composite one',
      { name: 'registry-is-ill', children: ['x', 'registry-cpu-high'] },
      'cpu',
    ],
    ['nothing that is known', { name: 'nightly-backup' }, 'other'],
  ] as const)('%s', (_, alarm, trouble) => {
    expect(
      troubleOf({ name: 'an-alarm', ...alarm, children: 'children' in alarm ? [...alarm.children] : [] }),
    ).toBe(trouble);
  });
});
