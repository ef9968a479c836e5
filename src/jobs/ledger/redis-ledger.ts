import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DurationMs } from '../../domain/clock.ts';
import { RunId } from '../../domain/ids.ts';
import { clusterKey } from '../../domain/ports/ecs-clusters.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { glassBroken } from '../../domain/review/glass-broken.ts';
import { JournalEntry } from '../../domain/run/journal.ts';
import { Signal } from '../../domain/run/signal.ts';
import { next } from '../../domain/run/state.ts';
import { announcementArgs } from '../announcements/redis-outbox.ts';
import { type OnEntry, Places, seal, tellAppended } from '../audit/sealed.ts';
import type { Keys } from './keys.ts';
import type { Change, Claim, Fence, Inbox, Ledger } from './ledger.ts';
import { readLines, readRun } from './run-record.ts';
import { claim as claimScript } from './scripts/claim.ts';
import { decide as decideScript } from './scripts/decide.ts';
import { keep as keepScript } from './scripts/keep.ts';
import { dueMembers } from './scripts/notices-and-leases.ts';
import { prune as pruneScript } from './scripts/prune.ts';
import { signal as signalScript } from './scripts/signal.ts';
import { write as writeScript } from './scripts/write.ts';

const ClaimAnswer = z.union([
  z.tuple([z.literal('claimed'), z.number(), z.number()]),
  z.tuple([z.literal('held'), z.number(), z.number(), RunId]),
  z.tuple([z.literal('early'), z.coerce.number()]),
  z.tuple([z.enum(['closed', 'gone'])]),
]);

const Written = z.enum(['written', 'news', 'fenced', 'unread']);
const Sent = z.enum(['sent', 'parked', 'not-asked', 'ended', 'gone']);
const SentDecision = z.enum([...Sent.options, 'again', 'late']);

const RUNNING = JSON.stringify(next({ status: 'queued' }, { kind: 'claim' }));

/** What the ledger keeps to, besides its promises. */
export interface LedgerRules {
  /** How long a claimed run may be silent. */
  readonly lease: DurationMs;
  /** How long an ended run is kept. */
  readonly retention: DurationMs;
  /** Keeps secrets out of what is told and written down; what a step reads back is left as it is. */
  readonly redactor: Redactor;
  readonly onEntry?: OnEntry | undefined;
}

/** The ledger on Redis. */
export function redisLedger(redis: Redis, keys: Keys, rules: LedgerRules): Ledger {
  const { redactor, onEntry } = rules;
  const peek = async (id: RunId) => readRun(await redis.hgetall(keys.run(id)));

  // The count comes first: a signal that arrives in between is read now and counted as unread, never the reverse.
  async function inbox(id: RunId, known?: number): Promise<Inbox> {
    const count = known ?? Number((await redis.hget(keys.run(id), 'signals')) ?? 0);
    return { count, signals: readLines(await redis.lrange(keys.inbox(id), 0, -1), Signal) };
  }

  async function readClaim(id: RunId, epoch: number, signals: number): Promise<Claim> {
    const [hash, journal, received] = await Promise.all([
      redis.hgetall(keys.run(id)),
      redis.lrange(keys.journal(id), 0, -1),
      inbox(id, signals),
    ]);
    // What is believed of a request is believed of this very text: run and seal are made of one reading.
    const run = readRun(hash);
    if (!run) throw new Error(`run ${id} vanished while it was claimed`);
    const { request: text = '', signature } = hash;
    return {
      run,
      epoch,
      journal: readLines(journal, JournalEntry),
      inbox: received,
      seal: { text, ...(signature === undefined ? {} : { signature }) },
      forged: [],
    };
  }

  return {
    peek,
    inbox: (id) => inbox(id),
    async claim(id) {
      const raw = await claimScript.run(
        redis,
        [keys.run(id), keys.due, keys.notices],
        [id, rules.lease, RUNNING, keys.changes],
      );
      const answer = ClaimAnswer.parse(raw);
      switch (answer[0]) {
        case 'claimed':
          return { kind: 'claimed', claim: await readClaim(id, answer[1], answer[2]) };
        case 'held':
          return {
            kind: 'held',
            claim: await readClaim(id, answer[1], answer[2]),
            by: await peek(answer[3]),
          };
        case 'early':
          return { kind: 'early', inMs: answer[1] };
        case 'closed':
        case 'gone':
          return { kind: 'closed' };
      }
    },
    async write(id, fence, change, seen = Number.MAX_SAFE_INTEGER) {
      const sealed = (change.audit ?? []).map((entry) => seal(entry, redactor));
      const raw = await writeScript.run(
        redis,
        [
          keys.run(id),
          keys.journal(id),
          keys.events(id),
          keys.due,
          keys.notices,
          keys.told(id),
          keys.inbox(id),
          keys.live,
          keys.watchers,
          keys.audit,
          keys.auditHead,
          keys.reviews,
        ],
        [
          id,
          JSON.stringify({ ...body(fence, change, seen), audit: sealed }),
          keys.changes,
          keys.numberPrefix,
        ],
      );
      const [answer, ...places] = Places.parse(raw);
      tellAppended(places, sealed, onEntry);
      return Written.parse(answer);
    },
    async keep(id, epoch) {
      return (await keepScript.run(redis, [keys.run(id), keys.due], [id, epoch, rules.lease])) === 1;
    },
    async signal(id, signal, event, audit = []) {
      const sealed = audit.map((entry) => seal(entry, redactor));
      const line = signal === 'observation' ? '' : JSON.stringify(signal);
      const raw = await signalScript.run(
        redis,
        [keys.run(id), keys.inbox(id), keys.due, keys.notices, keys.events(id), keys.audit, keys.auditHead],
        [
          id,
          line,
          keys.changes,
          signal !== 'observation' && signal.kind === 'answer' ? signal.question : '',
          event ? JSON.stringify(redactor.value(event)) : '',
          JSON.stringify(sealed),
        ],
      );
      const [sent, ...places] = Places.parse(raw);
      tellAppended(places, sealed, onEntry);
      return Sent.parse(sent);
    },
    async decide(id, decision, rules, event, audit) {
      const sealed = audit.map((entry) => seal(entry, redactor));
      const { review } = rules;
      const announcement = review && glassBroken(review);
      const raw = await decideScript.run(
        redis,
        [
          keys.run(id),
          keys.inbox(id),
          keys.due,
          keys.notices,
          keys.events(id),
          keys.audit,
          keys.auditHead,
          keys.reviews,
          keys.announcements,
          ...(announcement ? [keys.announcement(announcement.id)] : []),
        ],
        [
          id,
          JSON.stringify(decision),
          keys.changes,
          rules.question,
          JSON.stringify(redactor.value(event)),
          JSON.stringify(sealed),
          rules.until,
          rules.closes === 'at-once' ? 0 : rules.closes,
          review ? JSON.stringify(redactor.value(review)) : '',
          ...(announcement ? announcementArgs(announcement, redactor) : ['', '']),
          ...rules.person,
        ],
      );
      const [sent, ...places] = Places.parse(raw);
      tellAppended(places, sealed, onEntry);
      return SentDecision.parse(sent);
    },
    async due(limit) {
      return z.array(RunId).parse(await dueMembers.run(redis, [keys.due], [limit]));
    },
    async prune(limit) {
      return z
        .number()
        .parse(await pruneScript.run(redis, [keys.byTime], [rules.retention, limit, keys.runPrefix]));
    },
  };

  function body(fence: Fence, change: Change, seen: number): object {
    const { state, step, leftOut, progress, remark, question, watch, review } = change;
    const cluster = watch ? clusterKey(watch.cluster) : '';
    return {
      when:
        'epoch' in fence ? { field: 'epoch', is: String(fence.epoch) } : { field: 'status', is: 'parked' },
      seen,
      waits: state?.status === 'waiting',
      heeds: change.heeds !== undefined,
      journal: (change.journal ?? []).map((entry) =>
        JSON.stringify(entry.kind === 'tried' ? redactor.value(entry) : entry),
      ),
      events: (change.events ?? []).map((event) => JSON.stringify(redactor.value(event))),
      set: {
        ...(state ? { state: JSON.stringify(redactor.value(state)), status: state.status } : {}),
        ...(step === undefined ? {} : { step }),
        ...(leftOut === undefined ? {} : { leftOut: JSON.stringify(leftOut) }),
        ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
        ...(remark === undefined ? {} : { remark: redactor.text(remark) }),
        ...(review === undefined
          ? {}
          : { review: review === 'none' ? '' : JSON.stringify(redactor.value(review)) }),
        ...(question === undefined
          ? {}
          : {
              question:
                question === 'none'
                  ? ''
                  : JSON.stringify({ ...question, text: redactor.text(question.text) }),
            }),
      },
      due: change.due === 'never' ? -1 : change.due,
      ...(watch ? { watch: { key: keys.watches(cluster), cluster, line: JSON.stringify(watch) } } : {}),
      unwatch: state !== undefined && !watch,
      ...(change.once === undefined ? {} : { once: keys.dedupe(`write/${change.once}`) }),
      ended: state?.status === 'ended',
      retention: rules.retention,
    };
  }
}
