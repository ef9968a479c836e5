import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { RunId, RunNumber } from '../../../src/domain/ids.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import type { AlarmReading } from '../../../src/domain/ports/alarms.ts';
import type { Accepted } from '../../../src/domain/ports/run-intake.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { answerCommand } from '../../../src/handlers/command/answer-command.ts';
import type { Command, HandlerParts, Reply } from '../../../src/handlers/parts.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { restart } from '../../../src/jobs/operations/restart.ts';
import { memoryAudit } from '../../contract/audit/memory-audit.ts';
import { memoryHistory } from '../../contract/history/memory-history.ts';
import { memoryHolds } from '../../contract/holds/memory-holds.ts';
import { memoryPasses } from '../../contract/passes/memory-passes.ts';
import { letting, noGroups } from '../../support/access.ts';
import { NIGHT } from '../../support/alarms.ts';
import { NOW } from '../../support/enriched-incident.ts';
import { noGates } from '../../support/gates.ts';
import { memoryLiftRequests } from '../../support/lift-requests.ts';
import { memoryAlarms } from '../../support/memory-alarms.ts';
import { steadyReads } from '../../support/service-reads.ts';
import { aRun, aSnapshot, CHANNEL, OPERATOR, registry, silent, TEAM } from '../../support/values.ts';

type Who = { user?: string; channel?: string; thread?: string; key?: string; noStart?: Command['noStart'] };

/** A bot that takes alarms, all of whose stores are in memory. `cloudWatch` and `alertmanager` are what they say when they are asked. */
export async function alarmBot(all: readonly Incident[], access?: AccessPolicy) {
  const world: {
    now: number;
    cloudWatch: AlarmReading['state'] | 'away' | 'gone';
    alertmanager: 'firing' | 'unlisted' | 'away';
    isAway: boolean;
  } = {
    now: NOW,
    cloudWatch: 'ALARM',
    alertmanager: 'firing',
    isAway: false,
  };
  const clock = { now: () => world.now };
  const { alarms, incidents, silences, reviews, written } = await memoryAlarms(clock, all, {
    isAway: () => world.isAway,
    byThread: (channel, ts) => (channel === CHANNEL && ts === '17.0' ? all[0] : undefined),
  });
  const stored = new Map<string, RunRequest>();
  const audit = memoryAudit(clock);
  const runOf = (request: RunRequest) =>
    aRun({ state: { status: 'queued' }, number: numberOf(request), request, acceptedAt: NOW });
  const numberOf = (request: RunRequest): RunNumber =>
    RunNumber.parse(1042 + [...stored.values()].findIndex(({ id }) => id === request.id));
  let ids = 0;
  const parts: HandlerParts = {
    intake: {
      async accept(request, key): Promise<Accepted> {
        const before = stored.get(key);
        const kept = before ?? request;
        stored.set(key, kept);
        return { kind: before ? 'duplicate' : 'accepted', number: numberOf(kept), id: kept.id };
      },
    },
    runs: {
      holderOf: async () => undefined,
      byNumber: async (number) => [...stored.values()].map(runOf).find((run) => run.number === number),
      byThread: async () => undefined,
      newest: async () => [],
      live: async () => [],
      ofTarget: async () => [],
      journalOf: async () => [],
    },
    signals: {
      answer: async () => ({ kind: 'taken' }),
      choose: async () => ({ kind: 'taken', label: 'Continue' }),
      cancel: async () => ({ kind: 'asked' }),
      decide: async () => ({ kind: 'taken', lacks: 0 }),
    },
    audit,
    holds: memoryHolds(clock),
    gates: noGates,
    passes: memoryPasses(clock),
    history: memoryHistory(),
    alarms,
    ecs: { describe: async () => ok(aSnapshot()) },
    reads: steadyReads({
      alerts: {
        async read() {
          const { alertmanager } = world;
          return alertmanager === 'away'
            ? err({ kind: 'unanswered', call: 'alertmanager:alerts', detail: '' })
            : ok(alertmanager);
        },
      },
      alarms: {
        async read(_place, names) {
          const { cloudWatch } = world;
          if (cloudWatch === 'away')
            return err({ kind: 'throttled', call: 'cloudwatch:DescribeAlarms', detail: '' });
          if (cloudWatch === 'gone') return ok(new Map());
          return ok(
            new Map(names.map((name) => [name, { name, state: cloudWatch, since: NIGHT, reason: '' }])),
          );
        },
      },
    }),
    operations: [restart.spec],
    memberships: noGroups,
    catalog: { services: [registry], channelStacks: new Map([[CHANNEL, registry.stack]]) },
    access: access ?? letting([OPERATOR, 'U0SECOND'], { team: TEAM }),
    clock,
    log: silent,
    redactor: redactor({ secrets: [] }),
    sha256,
    reviews,
    liftRequests: memoryLiftRequests(),
    newId: () => {
      ids += 1;
      return RunId.parse(`01ARZ3NDEKTSV4RRFFQ69G5F${String(ids).padStart(2, '0')}`);
    },
    clockSkew: 300_000,
  };
  let said = 0;
  const answer = (text: string, who: Who = {}): Promise<Reply> => {
    said += 1;
    return answerCommand(parts, {
      actor: { kind: 'slack', team: TEAM, user: who.user ?? OPERATOR },
      channel: who.channel ?? CHANNEL,
      thread: who.thread,
      text,
      dedupeKey: who.key ?? `command/${said}`,
      noStart: who.noStart,
    });
  };
  /** What the person reads, and why nothing was changed, where that is so. */
  const say = async (text: string, who: Who = {}): Promise<{ reads: string; refused?: string }> => {
    const reply = await answer(text, who);
    if (reply.kind === 'form') throw new Error('a form opened');
    const { refused } = reply.kind === 'now' ? reply : {};
    return { reads: JSON.stringify(await reply.message), ...(refused === undefined ? {} : { refused }) };
  };
  return {
    world,
    parts,
    answer,
    say,
    stored,
    silences,
    incident: async (id = all[0]?.id): Promise<Incident> => {
      const read = id && (await incidents.read(id));
      if (!read) throw new Error('no such incident');
      return read;
    },
    change: async (id: Incident['id'], change: (incident: Incident) => Incident): Promise<void> => {
      const read = await incidents.read(id);
      if (!read) throw new Error('no such incident');
      await incidents.write([{ revision: read.revision, incident: change(read), slack: 'tell' }]);
    },
    written,
  };
}
