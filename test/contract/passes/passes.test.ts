import { ulid } from 'ulid';
import { afterAll, expect, it } from 'vitest';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import type { NewPass } from '../../../src/domain/window/gate.ts';
import { auditReader } from '../../../src/jobs/audit/redis-audit.ts';
import { redisHolds } from '../../../src/jobs/ledger/holds.ts';
import { redisPasses } from '../../../src/jobs/ledger/passes.ts';
import { testStore } from '../../support/store.ts';
import { waitFor } from '../../support/wait-for.ts';
import { memoryPasses } from './memory-passes.ts';
import { passesContract } from './passes.suite.ts';

const { redis, keys, server } = testStore();
const rules = { dedupe: 60_000, redactor: redactor({ secrets: ['hunter2hunter2'] }) };
const passes = redisPasses(redis, keys, rules);

afterAll(() => server.cleanup());

passesContract('Redis', {
  passes,
  now: () => Date.now(),
  past: (at) => waitFor(() => Date.now() > at, { what: 'time to pass' }).then(() => undefined),
});

let now = Date.UTC(2026, 10, 21, 3, 0, 0);
passesContract('in memory', {
  passes: memoryPasses({ now: () => now }),
  now: () => now,
  past: async (at) => {
    now = Math.max(now, at) + 1;
  },
});

const release = (reason: string): NewPass => ({
  gate: { kind: 'window', name: 'weekend' },
  reason,
  by: { kind: 'slack', team: 'T1', user: 'U1' },
  until: Date.now() + 60_000,
});

it('every pass is in the audit, without secrets; one that was not given isn’t', async () => {
  const reader = auditReader(redis, keys);
  const request = ulid();
  const pass = release('with hunter2hunter2');
  await passes.give(pass, request, { channel: 'C1', request: 'r1' });
  const told = async () => (await reader.newest(50)).map(({ entry }) => entry);
  const before = await told();
  expect(before[0]).toMatchObject({
    kind: 'pass',
    actor: { user: 'U1' },
    origin: { channel: 'C1', request: 'r1' },
    gate: { kind: 'window', name: 'weekend' },
    outcome: { kind: 'given', until: pass.until },
  });
  expect(JSON.stringify(before)).not.toContain('hunter2hunter2');
  await passes.give(pass, request);
  expect(await told()).toEqual(before);
});

it('passes and holds don’t stand in each other’s place', async () => {
  await passes.give(release('release'), ulid());
  expect(await redisHolds(redis, keys, rules).all()).toEqual([]);
});
