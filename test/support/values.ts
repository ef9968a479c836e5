import { parseArguments } from '../../src/domain/grammar/operation-arguments.ts';
import { tokenize } from '../../src/domain/grammar/tokenize.ts';
import { RunId, RunNumber, StepId } from '../../src/domain/ids.ts';
import type { OperationSpec } from '../../src/domain/operation/operation.ts';
import type { Log } from '../../src/domain/ports/log.ts';
import type { ServiceSnapshot } from '../../src/domain/rollout/service-snapshot.ts';
import type { Run, RunRequest } from '../../src/domain/run/run.ts';
import { ResolvedService } from '../../src/domain/target/service.ts';
import { restart } from '../../src/jobs/operations/restart.ts';

/** A log that nobody reads. */
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A service of the MCP Gateway Registry, as the configuration would resolve it. */
export const registry: ResolvedService = ResolvedService.parse({
  platform: 'ecs',
  stack: 'prod-us-east-1',
  service: 'registry',
  environment: 'production',
  account: '111122223333',
  region: 'us-east-1',
  cluster: 'mcp-gateway-ecs-cluster',
  ecsService: 'mcp-gateway-v2-registry',
  container: 'registry',
  logGroup: '/ecs/mcp-gateway-v2-registry',
  repository: { account: '111122223333', region: 'us-east-1', name: 'mcp-gateway-registry' },
});

/** Who may start something, where, in the tests' workspace. */
export const TEAM = 'T0WHEEL01';
export const OPERATOR = 'U0OPERATOR';
export const CHANNEL = 'C0OPSPROD';

/** The least that an operation can be asked with: nothing, or where it asks for something, what its example says. */
function leastInput(spec: OperationSpec): Readonly<Record<string, unknown>> {
  const nothing = spec.input.safeParse({});
  if (nothing.success) return nothing.data;
  const cut = tokenize(spec.example);
  const said = parseArguments(spec, cut.kind === 'tokens' ? cut.tokens.slice(1) : []);
  if (said.kind !== 'arguments') throw new Error(`the example of ${spec.name} doesn't work: ${spec.example}`);
  return said.input;
}

/** A request for an operation on the registry, with the least input. */
export function requestOf(spec: OperationSpec, id: string, more: Partial<RunRequest> = {}): RunRequest {
  return {
    id: RunId.parse(id),
    operation: spec.name,
    version: spec.version,
    plan: spec.plan.map((step) => ({ ...step, id: StepId.parse(step.id) })),
    input: leastInput(spec),
    target: registry,
    actor: { kind: 'slack', team: TEAM, user: OPERATOR },
    origin: { team: TEAM, channel: CHANNEL },
    ...more,
  };
}

/** A request to restart the registry. */
export const restartRequest = (id: string, more: Partial<RunRequest> = {}): RunRequest =>
  requestOf(restart.spec, id, more);

/** A run in a state of the test's choosing. */
export function aRun(more: Partial<Run> = {}): Run {
  return {
    request: restartRequest('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
    number: RunNumber.parse(1042),
    acceptedAt: Date.UTC(2026, 10, 21, 3, 0, 0),
    state: { status: 'queued' },
    revision: 1,
    ...more,
  };
}

/** A steady service. */
export function aSnapshot(more: Partial<ServiceSnapshot> = {}): ServiceSnapshot {
  return {
    status: 'ACTIVE',
    controller: 'ECS',
    taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:7',
    desired: 2,
    running: 2,
    pending: 0,
    deployments: [
      {
        id: 'ecs-svc/1',
        status: 'PRIMARY',
        taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:7',
        desired: 2,
        running: 2,
        pending: 0,
        failed: 0,
        rolloutState: 'COMPLETED',
        createdAt: Date.UTC(2026, 10, 20, 3, 0, 0),
      },
    ],
    breaker: 'off',
    events: [
      {
        at: Date.UTC(2026, 10, 21, 2, 59, 0),
        message: '(service mcp-gateway-v2-registry) has reached a steady state.',
      },
    ],
    ...more,
  };
}
