import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import type { Decision, Verdict } from '../../../src/domain/approval/decision.ts';
import { StepId } from '../../../src/domain/ids.ts';
import { shortDigest } from '../../../src/domain/image/image.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import { deploy } from '../../../src/jobs/operations/deploy.ts';
import { letting } from '../../support/access.ts';
import { OPERATOR, registry, TEAM } from '../../support/values.ts';
import { mortalEngine } from './mortal-engine.ts';

const REPOSITORY = 'mcp-gateway-registry';
const uri = `${registry.account}.dkr.ecr.${registry.region}.amazonaws.com/${REPOSITORY}`;

/** Who approves in these tests, and another account of whoever asks. */
export const APPROVER = 'U0APPROVER';
export const SECOND = 'U0SECOND';
export const OPERATOR_TOO = 'U0OPERATOR2';
export const BREAKER = 'U0BREAKER';

/** The operator may do everything, and a deployment in production takes so many approvals. */
export const guarded = (people = 1, more: Partial<AccessPolicy> = {}): AccessPolicy => {
  const { roles, ...rest } = letting([OPERATOR], { team: TEAM });
  const strong = (name: string, users: readonly string[]) => ({
    name,
    takes: 'both' as const,
    groups: ['S0STRONG'],
    users,
  });
  return {
    ...rest,
    roles: [
      ...roles,
      strong('approver', [APPROVER, SECOND, OPERATOR, OPERATOR_TOO]),
      strong('break-glass', [BREAKER]),
    ],
    approvals: [
      {
        changes: ['deploy', 'scale-in'],
        where: { kind: 'places', environments: ['production'], stacks: [] },
        from: ['approver'],
        people,
        at: 'start',
      },
    ],
    people: [[OPERATOR, OPERATOR_TOO]],
    ...more,
  };
};

/** The same, asked while ECS holds the deployment at a PAUSE hook. */
export const guardedAtHook = (people = 1): AccessPolicy => {
  const policy = guarded(people);
  return { ...policy, approvals: policy.approvals.map((rule) => ({ ...rule, at: 'hook' })) };
};

/** A deployment of `v2` in production, asked for by the operator, under a policy. */
export function awaiting(policy: AccessPolicy = guarded(), seed: Partial<ServiceSeed> = {}) {
  const { name: operation, version, plan } = deploy.spec;
  const it = mortalEngine(
    { image: `${uri}:v1`, ...seed },
    {
      operation,
      version,
      plan: plan.map(({ id, title }) => ({ id: StepId.parse(id), title })),
      input: { image: 'v2', force: false, dryRun: false },
    },
  );
  it.grant(policy);
  it.images.push(registry.region, REPOSITORY, { tag: 'v1' });
  const digest = it.images.push(registry.region, REPOSITORY, { tag: 'v2' });
  const { request, ledger } = it;

  /** Turns until the run waits for people; how it waits. */
  async function waiting() {
    for (let turn = 0; turn < 40; turn++) {
      const run = await ledger.peek(request.id);
      if (run?.state.status === 'ended') return run;
      if (run?.state.status === 'waiting' && run.state.for === 'approval') return run;
      await it.turn();
    }
    throw new Error('the run never asked for an approval');
  }

  /** Somebody decides on what is asked now, through the store's own door. */
  async function decide(user: string, verdict: Verdict, more: Partial<Decision> = {}) {
    const run = await ledger.peek(request.id);
    const approval = run?.question?.approval;
    if (!run?.question || !approval) return 'not-asked';
    const at = it.clock.now();
    const decision = { subject: approval.subject, verdict, team: TEAM, user, at, ...more };
    return ledger.decide(
      request.id,
      { kind: 'decision', ...decision },
      {
        question: run.question.key,
        person: [`${TEAM}/${user}`],
        until: approval.until,
        closes: verdict === 'approve' ? approval.people : 'at-once',
      },
      { kind: 'decided', at, user, verdict },
      [],
    );
  }
  const outcome = async () => {
    const state = (await ledger.peek(request.id))?.state;
    return state?.status === 'ended' ? state.outcome : state;
  };
  /** What was changed in AWS. */
  const effects = (): number => it.made() + it.outside.taskDefinitions.registered.length;
  const pushAnew = (): string => it.images.push(registry.region, REPOSITORY, { tag: 'v2' });
  return { ...it, digest, short: shortDigest(digest), waiting, decide, outcome, effects, pushAnew };
}
