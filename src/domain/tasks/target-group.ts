/** How a load balancer finds a target (Elastic Load Balancing API, TargetHealth.State). One that drains may be ill, too. */
export const TARGET_STATES = [
  'initial',
  'healthy',
  'unhealthy',
  'draining',
  'unused',
  'unavailable',
] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** One target of a group. */
export interface Target {
  /** A task's address, or the id of the instance that it is on. */
  readonly id: string;
  readonly port?: number;
  readonly state: TargetState;
  /** AWS's code for why it isn't healthy: `Target.Timeout`. */
  readonly reason?: string;
  /** AWS's own words on it; from outside. */
  readonly description?: string;
}

/** What a load balancer asks targets, and what counts as healthy (Elastic Load Balancing API, TargetGroup). */
export interface HealthCheck {
  /** `HTTP`, `HTTPS`, `TCP`. */
  readonly protocol: string;
  /** A number, or `traffic-port`: the one that the target is registered with. */
  readonly port: string;
  /** Absent where it only connects (TCP). */
  readonly path?: string;
  /** The codes that count as healthy: `200`, `200-399`. */
  readonly codes?: string;
  readonly everySeconds?: number;
  readonly timeoutSeconds?: number;
  /** So many checks in a row make a target healthy, or unhealthy. */
  readonly healthyAfter?: number;
  readonly unhealthyAfter?: number;
}

/** A target group that a service registers with; it may be gone though the service still names it. */
export type TargetGroup =
  | {
      readonly kind: 'there';
      readonly arn: string;
      /** Absent where it couldn't be read, or is switched off. */
      readonly check?: HealthCheck;
      readonly targets: readonly Target[];
    }
  | { readonly kind: 'gone'; readonly arn: string };

/** A target group's name, as its ARN has it (Service Authorization Reference, Elastic Load Balancing V2). */
export const groupName = ({ arn }: Pick<TargetGroup, 'arn'>): string =>
  /:targetgroup\/([^/]+)\//.exec(arn)?.[1] ?? arn;

/** What is asked, for a person: `HTTP 8080/health wants 200, every 30 s`. */
export function checkWords({ protocol, port, path, codes, everySeconds }: HealthCheck): string {
  const where = port === 'traffic-port' ? (path ?? "the target's port") : `${port}${path ?? ''}`;
  return [
    `${protocol} ${where}${codes === undefined ? '' : ` wants ${codes}`}`,
    ...(everySeconds === undefined ? [] : [`every ${everySeconds} s`]),
  ].join(', ');
}

/** The codes of TargetHealth.Reason (Elastic Load Balancing API), in plain words. */
const REASONS: Readonly<Record<string, string>> = {
  'Elb.RegistrationInProgress': 'it is being registered',
  'Elb.InitialHealthChecking': 'it is checked for the first time',
  'Elb.InternalError': 'the load balancer has an internal error',
  'Target.ResponseCodeMismatch': 'it answers with another code than is wanted',
  'Target.Timeout': "it doesn't answer in time",
  'Target.FailedHealthChecks': 'it refuses the connection, or answers nonsense',
  'Target.NotRegistered': "it isn't registered",
  'Target.NotInUse': 'no load balancer uses its group, or not in its zone',
  'Target.InvalidState': 'its instance is stopped',
  'Target.IpUnusable': "its address is one of the load balancer's own",
  'Target.DeregistrationInProgress': 'it is leaving',
  'Target.HealthCheckDisabled': "it isn't checked",
};

/** The code of a failed check, where the load balancer names one: "Health checks failed with these codes: [502]". */
const CODES = /codes?:? \[([\d, ]{1,40})\]/;

/** Why a target isn't healthy, in plain words; AWS's own code where there are none. Undefined: it doesn't say. */
export function reasonWords({
  reason,
  description = '',
}: Pick<Target, 'reason' | 'description'>): string | undefined {
  const codes = CODES.exec(description)?.[1];
  if (reason === 'Target.ResponseCodeMismatch' && codes !== undefined) return `it answers with ${codes}`;
  return reason === undefined ? undefined : (REASONS[reason] ?? reason);
}

/** What load balancers see of a service: its groups, and a sentence for each read that failed. */
export interface TargetsSeen {
  readonly groups: readonly TargetGroup[];
  readonly unread: readonly string[];
}
