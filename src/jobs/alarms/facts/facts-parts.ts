import type { Remediation } from '../../../domain/alarm/remediation.ts';
import type { Clock, DurationMs } from '../../../domain/clock.ts';
import type { OnFailure } from '../../../domain/fault/log-fault.ts';
import type { Alarms } from '../../../domain/ports/alarms.ts';
import type { AlertStates } from '../../../domain/ports/alert-states.ts';
import type { DeploymentHistory } from '../../../domain/ports/deployment-history.ts';
import type { EcsServices } from '../../../domain/ports/ecs-services.ts';
import type { EcsTasks } from '../../../domain/ports/ecs-tasks.ts';
import type { IncidentReader } from '../../../domain/ports/incidents.ts';
import type { Log } from '../../../domain/ports/log.ts';
import type { Logs } from '../../../domain/ports/logs.ts';
import type { RunReader } from '../../../domain/ports/run-reader.ts';
import type { Scaling } from '../../../domain/ports/scaling.ts';
import type { TargetHealth } from '../../../domain/ports/target-health.ts';
import type { Redactor } from '../../../domain/redaction/redactor.ts';
import type { Catalog } from '../../../domain/target/catalog.ts';

/** What facts are gathered from. */
export interface FactsParts {
  readonly ecs: Pick<EcsServices, 'describe'>;
  readonly tasks: EcsTasks;
  readonly logs: Logs;
  readonly targets: TargetHealth;
  readonly alarms: Alarms;
  readonly alerts: AlertStates | 'none';
  readonly scaling: Scaling;
  readonly history: Pick<DeploymentHistory, 'of'>;
  readonly runs: Pick<RunReader, 'byNumber'>;
  readonly records: Pick<IncidentReader, 'records'>;
  readonly remedies: readonly Remediation[];
  readonly catalog: Pick<Catalog, 'services' | 'own'>;
  /** Everything that comes from outside passes it before it is kept. */
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFailure: OnFailure;
  /** How long a part may take, and before that finding out which service it is; 3 s and 2 s unless told. */
  readonly patience?: { readonly part: DurationMs; readonly service: DurationMs };
}
