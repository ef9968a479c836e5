import type { IncidentAlarm } from './incident.ts';

/** An alarm as people call it: its service, and its name without what that says already. */
export const calledAlarm = ({ name, service }: Pick<IncidentAlarm, 'name' | 'service'>): string =>
  service ? `${service.service} ${shortAlarmName(name, service.ecsService)}` : name;

/**
 * An alarm's name without what its service's name says already: `mcp-gateway-v2-registry-cpu-high` of the ECS service
 * `mcp-gateway-v2-registry` is `cpu-high`. Words that both begin with go, too: `mcp-gateway-v2-alb-5xx` is `alb-5xx`.
 */
export function shortAlarmName(name: string, ecsService: string): string {
  const [words, known] = [name.split('-'), ecsService.split('-')];
  const same = words.findIndex((word, at) => word !== known[at]);
  return same <= 0 ? name : words.slice(same).join('-');
}
