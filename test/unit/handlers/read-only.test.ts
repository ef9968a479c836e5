import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../../src/config/load.ts';
import { RunId } from '../../../src/domain/ids.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { ok } from '../../../src/domain/result.ts';
import { answerCommand } from '../../../src/handlers/command/answer-command.ts';
import type { HandlerParts } from '../../../src/handlers/parts.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { memoryAudit } from '../../contract/audit/memory-audit.ts';
import { memoryHistory } from '../../contract/history/memory-history.ts';
import { memoryHolds } from '../../contract/holds/memory-holds.ts';
import { memoryPasses } from '../../contract/passes/memory-passes.ts';
import { noGroups } from '../../support/access.ts';
import { noGates } from '../../support/gates.ts';
import { memoryLiftRequests } from '../../support/lift-requests.ts';
import { noReviews } from '../../support/reviews.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { aRun, aSnapshot, CHANNEL, OPERATOR, registry, silent, TEAM } from '../../support/values.ts';

/** A bot whose file grants nothing to anybody, or all to the operator and says `read-only`. What it changes is kept. */
function bot(access: string) {
  const text = `version: 1\nslack: { team: ${TEAM} }\n${access}
systems: { gateway: { services: { registry: { cluster: c, service: s, container: c, log-group: g } } } }
stacks: { prod: { system: gateway, environment: production, platform: ecs, account: "111122223333", region: us-east-1 } }
`;
  const file = parseConfigFile(text, 'wheelhouse.yaml');
  if (!file.ok) throw new Error(JSON.stringify(file.fault));
  const changed: string[] = [];
  const run = aRun({ state: { status: 'running' } });
  const runs: HandlerParts['runs'] = {
    holderOf: async () => undefined,
    byNumber: async () => run,
    byThread: async () => run,
    newest: async () => [run],
    live: async () => [run],
    ofTarget: async () => [run],
    journalOf: async () => [],
  };
  const held: HandlerParts['holds'] = memoryHolds({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) });
  const holds: HandlerParts['holds'] = {
    ...held,
    place(hold, request) {
      changed.push(hold.kind);
      return held.place(hold, request);
    },
    lift(kind, scope, request) {
      changed.push(`un${kind}`);
      return held.lift(kind, scope, request);
    },
  };
  const parts: HandlerParts = {
    intake: {
      async accept(request) {
        changed.push(request.operation);
        return { kind: 'unconfirmed' };
      },
    },
    runs,
    signals: {
      async answer() {
        changed.push('answer');
        return { kind: 'taken' };
      },
      async choose() {
        changed.push('choose');
        return { kind: 'taken', label: 'Continue' };
      },
      async decide() {
        changed.push('decide');
        return { kind: 'taken', lacks: 0 };
      },
      async cancel() {
        changed.push('cancel');
        return { kind: 'asked' };
      },
    },
    audit: memoryAudit({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) }),
    holds,
    gates: noGates,
    passes: memoryPasses({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) }),
    alarms: 'none',
    history: memoryHistory(),
    ecs: { describe: async () => ok(aSnapshot()) },
    reads: steadyReads(),
    operations: [restart.spec],
    memberships: noGroups,
    catalog: { services: [registry], channelStacks: new Map() },
    access: file.value.access,
    clock: { now: () => Date.UTC(2026, 10, 21, 3, 0, 0) },
    log: silent,
    redactor: redactor({ secrets: [] }),
    sha256,
    reviews: noReviews,
    liftRequests: memoryLiftRequests(),
    newId: () => RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
    clockSkew: 300_000,
  };
  const say = async (words: string): Promise<string> => {
    const actor = { kind: 'slack', team: TEAM, user: OPERATOR } as const;
    const reply = await answerCommand(parts, { actor, channel: CHANNEL, text: words, dedupeKey: 'k' });
    return JSON.stringify(reply.kind === 'form' ? reply : await reply.message);
  };
  return { say, changed };
}

describe.each([
  ['that grants nothing', ''],
  ['that grants, and says read-only', `mode: read-only\naccess: { may-start: [${OPERATOR}] }`],
])('with a configuration %s', (_, access) => {
  it.each([
    'restart registry',
    'restart registry --force',
    'retry 1042',
    'cancel 1042',
    'resume 1042 happened',
    'freeze all --reason "peak sales"',
    'unfreeze all',
    'lock registry --reason "rolled back"',
    'unlock registry',
  ])('"%s" changes nothing, and says which lines switch that', async (words) => {
    const { say, changed } = bot(access);
    const said = await say(words);
    expect(said).toContain("I'm in read-only mode");
    expect(said).toContain('`mode: operate` and `access: { may-start: [USER_ID] }`');
    expect(changed).toEqual([]);
  });

  it.each([
    ['help', 'status registry'],
    ['whoami', 'You are'],
    ['status registry', 'prod-us-east-1/registry'],
    ['runs', '#1042'],
    ['show 1042', '#1042'],
    ['locks', 'What is held'],
    ['restart --help', 'restart'],
  ])('"%s" is answered', async (words, said) => {
    const answer = await bot(access).say(words);
    expect(answer).toContain(said);
    expect(answer).not.toContain("I'm in read-only mode");
  });
});

describe('the audit in the read-only mode', () => {
  it('is read by those who might change something otherwise', async () => {
    const { say } = bot(`mode: read-only\naccess: { may-start: [${OPERATOR}] }`);
    expect(await say('audit')).toContain('Audit');
  });

  it.each([
    ['somebody else may', 'mode: read-only\naccess: { may-start: [U0OTHER] }', 'You may not'],
    ['nobody may', '', 'Nobody may'],
  ])('and by nobody else: %s', async (_, access, said) => {
    const answer = await bot(access).say('audit');
    expect(answer).toContain(said);
    expect(answer).not.toContain('Audit');
  });
});
