import { afterAll, describe, expect, it } from 'vitest';
import { GENESIS, lineText, linkBegins, linkHash, placeOf } from '../../../src/domain/audit/chain.ts';
import { verifyChain } from '../../../src/domain/audit/verify.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { afterFirstBlock } from '../../../src/jobs/audit/first-block.ts';
import { auditReader, auditWriter } from '../../../src/jobs/audit/redis-audit.ts';
import { LINK } from '../../../src/jobs/audit/scripts/link.ts';
import { sha256 } from '../../../src/jobs/audit/sealed.ts';
import { keysOf } from '../../../src/jobs/ledger/keys.ts';
import { testStore } from '../../support/store.ts';
import { aRefusal, auditContract } from './audit.suite.ts';
import { memoryAudit } from './memory-audit.ts';

const { redis, server } = testStore();
const safe = redactor({ secrets: ['hunter2hunter2'] });
let keyspaces = 0;
/** An audit that no other test knows. */
const anAudit = () => {
  keyspaces += 1;
  const keys = keysOf(`${server.keyspace}-${keyspaces}`);
  const on = (connection = redis) => auditWriter(connection, keys, { redactor: safe });
  return { keys, on, writer: on(), reader: auditReader(redis, keys) };
};

afterAll(async () => {
  for (let i = 1; i <= keyspaces; i++) {
    const { audit, auditHead } = keysOf(`${server.keyspace}-${i}`);
    await redis.del(audit, auditHead);
  }
  await server.cleanup();
});

const { writer, reader } = anAudit();
auditContract('Redis', { ...writer, ...reader });
auditContract('in memory', memoryAudit({ now: () => Date.UTC(2026, 10, 21, 3, 0, 0) }));

describe('the hash that Redis makes of an entry in its place', () => {
  it('is that of the chain, whatever is hashed', async () => {
    for (let n = 0; n < 200; n++) {
      const place = {
        seq: [1, 1042, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1][n % 5] ?? n,
        at: 1_763_694_000_000 + n * 7_919,
        ...(n % 3 === 0 ? {} : { number: n % 2 === 0 ? n + 1 : 2 ** 32 - n - 1 }),
        prev: n === 0 ? GENESIS.hash : sha256(`before ${n}`),
      };
      const digest = sha256(`entry ${n}`);
      const begun = afterFirstBlock(linkBegins(digest));
      const asked = [begun, place.prev, place.seq, place.at, place.number ?? ''];
      const made = `${LINK} return link(ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]))`;
      expect(await redis.eval(made, 0, ...asked)).toBe(linkHash(place, digest, sha256));
    }
  });
});

describe('many writers at once', () => {
  it('make one chain without a gap, in which each finds what it wrote, in its order', async () => {
    const { on, reader: audit } = anAudit();
    const writers = Array.from({ length: 8 }, () => on(server.connect()));
    await Promise.all(
      writers.map(async (one, w) => {
        for (let n = 0; n < 200; n++) await one.append(aRefusal(`${n}`, `U${w}`));
      }),
    );
    const lines = await audit.from(1, 10_000);
    expect(verifyChain(lines.map(lineText), sha256, [await audit.head()])).toMatchObject({
      kind: 'whole',
      entries: 1600,
      head: 'matched',
    });
    for (let w = 0; w < 8; w++) {
      const own = lines.filter(({ entry }) => JSON.stringify(entry).includes(`"user":"U${w}"`));
      expect(own.map(({ entry }) => entry)).toEqual(
        Array.from({ length: 200 }, (_, n) => aRefusal(`${n}`, `U${w}`)),
      );
    }
  });
});

describe('somebody who can write to Redis', () => {
  /** Ten entries, and the head that was exported then. */
  const victim = async () => {
    const made = anAudit();
    for (let n = 1; n <= 10; n++) await made.writer.append(aRefusal(`${n}`));
    const head = await made.reader.head();
    const verify = async () => verifyChain((await made.reader.from(1, 100)).map(lineText), sha256, [head]);
    const key = made.keys.audit;
    const raw = await redis.xrange(key, '-', '+');
    /** Puts another stream in its place. */
    const put = async (entries: typeof raw) => {
      await redis.del(key);
      for (const [i, [, fields]] of entries.entries()) await redis.xadd(key, `${i + 1}-0`, ...fields);
    };
    return { ...made, verify, key, raw, put };
  };
  const forged = JSON.stringify(aRefusal('nothing', 'U9'));

  it('changes what an entry says: found there', async () => {
    const { put, raw, verify } = await victim();
    await put(raw.map(([id, fields], i) => [id, i === 3 ? [...fields.slice(0, 3), forged] : fields]));
    expect(await verify()).toEqual({ kind: 'broken', what: 'changed', line: 4, seq: 4 });
  });

  it('takes entries out of the middle: missed by their numbers', async () => {
    const { key, verify } = await victim();
    await redis.xdel(key, '5-0', '6-0');
    expect(await verify()).toEqual({ kind: 'broken', what: 'missing', line: 5, seq: 5 });
  });

  it('cuts the end off, and sets the head back: found by the head that was exported', async () => {
    const { keys, key, raw, verify } = await victim();
    await redis.xdel(key, '9-0', '10-0');
    const [seq, , , , hash] = (raw[7]?.[1][1] ?? '').split(' ');
    await redis.hset(keys.auditHead, { seq: seq ?? '', hash: hash ?? '' });
    expect(await verify()).toEqual({ kind: 'broken', what: 'truncated', line: 9, seq: 9 });
  });

  it('cuts the beginning off: missed, since no entry says that retention did', async () => {
    const { key, verify } = await victim();
    await redis.xtrim(key, 'MINID', '4-0');
    expect(await verify()).toEqual({ kind: 'broken', what: 'missing', line: 1, seq: 1 });
  });

  it('changes the order: found at the first that stands wrong', async () => {
    const { put, raw, verify } = await victim();
    const [two, five] = [raw[1], raw[4]];
    if (two && five) await put(raw.with(1, five).with(4, two));
    expect(await verify()).toEqual({ kind: 'broken', what: 'out-of-order', line: 2, seq: 5 });
  });

  it('appends an entry with a hash that isn’t its own: found there', async () => {
    const { key, verify } = await victim();
    const place = `11 1 - ${'a'.repeat(64)} ${'b'.repeat(64)}`;
    await redis.xadd(key, '11-0', 'place', place, 'entry', forged);
    expect(await verify()).toEqual({ kind: 'broken', what: 'changed', line: 11, seq: 11 });
  });

  it('moves the head without an entry: the next one is missed before it', async () => {
    const { keys, writer: honest, verify } = await victim();
    await redis.hset(keys.auditHead, { seq: '14', hash: 'c'.repeat(64) });
    await honest.append(aRefusal('after'));
    expect(await verify()).toEqual({ kind: 'broken', what: 'missing', line: 11, seq: 11 });
  });

  it('takes the head away, makes it nonsense or blocks the stream: nothing is appended any more', async () => {
    for (const spoil of [
      (keys: ReturnType<typeof keysOf>) => redis.del(keys.auditHead),
      (keys: ReturnType<typeof keysOf>) => redis.hset(keys.auditHead, { seq: 'many' }),
      (keys: ReturnType<typeof keysOf>) => redis.hdel(keys.auditHead, 'hash'),
      (keys: ReturnType<typeof keysOf>) => redis.xadd(keys.audit, '999-0', 'place', 'x', 'entry', '{}'),
      (keys: ReturnType<typeof keysOf>) => redis.set(keys.audit, 'no stream'),
    ]) {
      const { keys, writer: honest } = await victim();
      await spoil(keys);
      await expect(honest.append(aRefusal('after'))).rejects.toThrow();
    }
  });

  it('writes the whole chain anew: found by the head that was exported, at its entry', async () => {
    const { keys, key, writer: liar, verify } = await victim();
    await redis.del(key, keys.auditHead);
    for (let n = 1; n <= 12; n++) await liar.append(aRefusal(n === 2 ? 'nothing' : `${n}`));
    expect(await verify()).toEqual({ kind: 'broken', what: 'not-as-exported', line: 10, seq: 10 });
  });
});

it('whoever is told of entries hears each once, as it stands in the chain', async () => {
  const { keys, reader: audit } = anAudit();
  const heard: string[] = [];
  const telling = auditWriter(redis, keys, { redactor: safe, onEntry: (line) => heard.push(line) });
  const last = [await telling.append(aRefusal('one')), await telling.append(aRefusal('two'))].at(-1);
  expect(heard).toEqual((await audit.from(1, 10)).map(lineText));
  expect(last && placeOf(last)).toEqual(await audit.head());
});
