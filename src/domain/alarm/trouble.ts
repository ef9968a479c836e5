import type { IncidentAlarm } from './incident.ts';

/** What kind of trouble an alarm tells of, as far as remedies differ. */
export type Trouble = 'cpu' | 'memory' | 'unhealthy-targets' | 'server-errors' | 'response-time' | 'other';

type Known = Exclude<Trouble, 'other'>;

/** Of what is too much, and of what is too little. */
type Sense = 'high' | 'low';

interface MetricRule {
  readonly sign: RegExp;
  readonly trouble: Known;
  readonly sense: Sense;
  /** Where a metric of that name means this; absent: everywhere. Databases have a CPUUtilization, too. */
  readonly namespace?: RegExp;
}

const TASKS = /^(AWS\/ECS|ECS\/ContainerInsights|ContainerInsights)$/;

/**
 * Metrics of AWS by their names (Amazon ECS developer guide, "CloudWatch metrics"; Container Insights metrics for
 * Amazon ECS; user guide for Application Load Balancers, "CloudWatch metrics"). HTTPCode_ELB_502_Count and the like are
 * the load balancer's own.
 */
const METRICS: readonly MetricRule[] = [
  { sign: /^(CPUUtilization|CpuUtilized)$/, trouble: 'cpu', sense: 'high', namespace: TASKS },
  { sign: /^(MemoryUtilization|MemoryUtilized)$/, trouble: 'memory', sense: 'high', namespace: TASKS },
  { sign: /^UnHealthyHostCount$/, trouble: 'unhealthy-targets', sense: 'high' },
  { sign: /^HealthyHostCount$/, trouble: 'unhealthy-targets', sense: 'low' },
  { sign: /^HTTPCode_(Target_5XX|ELB_5\w\w)_Count$/, trouble: 'server-errors', sense: 'high' },
  { sign: /^TargetResponseTime$/, trouble: 'response-time', sense: 'high' },
];

/** The same in the names that people give alarms, and in Prometheus's: the more telling first. */
const WORDS: readonly (readonly [RegExp, Known])[] = [
  [/unhealthy|hosts? ?down|targets? ?down/, 'unhealthy-targets'],
  [/5xx|http ?5\d\d|server ?errors?|error ?rate/, 'server-errors'],
  [/response ?time|latency|slow/, 'response-time'],
  [/( |^)(mem|memory|oom)( |$)/, 'memory'],
  [/cpu/, 'cpu'],
];

/** `registryCPUHigh`, `registry-cpu-high` and `registry_cpu_high` are the same words. */
const wordsOf = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_./:]+/g, ' ')
    .toLowerCase();

/** What is looked at of an alarm. */
type Named = Pick<IncidentAlarm, 'name' | 'metric' | 'namespace' | 'condition' | 'children'>;

/** A condition begins with its metric: "CPUUtilization > 85 for 10 min". */
const CONDITION = /^(\w+) ([<≤>≥])/;

/**
 * The trouble that an alarm tells of: by its metric where that is known, else by the names of it or its children. An alarm
 * of too little of what is only bad in plenty (a CPU that idles) is `other`.
 */
export function troubleOf({ name, metric, namespace, condition = '', children = [] }: Named): Trouble {
  const [, said, sign] = CONDITION.exec(condition) ?? [];
  const sense: Sense | undefined = sign === undefined ? undefined : /[<≤]/.test(sign) ? 'low' : 'high';
  const watched = metric ?? said;
  const known = METRICS.find((one) => watched !== undefined && one.sign.test(watched));
  if (known) {
    const elsewhere = namespace !== undefined && known.namespace?.test(namespace) === false;
    return elsewhere || (sense !== undefined && sense !== known.sense) ? 'other' : known.trouble;
  }
  // A metric of AWS that isn't among them is what it is, whatever somebody called the alarm.
  if (namespace?.startsWith('AWS/') || sense === 'low') return 'other';
  for (const words of [name, ...children].map(wordsOf)) {
    if (/( |^)low( |$)/.test(words)) continue;
    const found = WORDS.find(([one]) => one.test(words));
    if (found) return found[1];
  }
  return 'other';
}
