import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startS3Sandbox } from '../../../sandbox/s3/sandbox.ts';
import { hasObjectLock } from '../../../src/aws/s3/object-lock.ts';
import { s3Heads, s3HeadsAt } from '../../../src/aws/s3/s3-heads.ts';
import { days, minutes } from '../../../src/domain/clock.ts';
import { headFile } from '../../../src/jobs/audit/head-file.ts';
import { auditHeadsContract, headAt } from './audit-heads.suite.ts';

const START = Date.UTC(2026, 10, 21, 3, 0, 0);
const EVERY = minutes(5);

/** S3 with a bucket that locks and one that doesn't, and a clock that both sides go by. */
async function onS3(bucket = 'audit-heads', requestTimeoutMs = 300) {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  let now = START;
  const clock = { now: () => now };
  const s3 = await startS3Sandbox(clock.now);
  s3.buckets.create('audit-heads', 'locks');
  s3.buckets.create('plain', 'plain');
  const place = { bucket, prefix: 'wheelhouse/', region: 'eu-west-1' };
  const options = { endpoint: s3.url, requestTimeoutMs };
  const writer = (prefix = place.prefix) =>
    s3Heads(
      { ...place, prefix },
      { mode: 'compliance', retainFor: days(400), every: EVERY },
      { ...options, clock },
    );
  return {
    s3,
    place,
    options,
    writer,
    heads: writer(),
    pass: (ms: number) => {
      now += ms;
    },
    nextInterval: () => {
      now += EVERY;
    },
    keys: () => s3.buckets.keys(bucket, ''),
    stop: () => s3.stop(),
  };
}

describe('AuditHeads in a file', () => {
  auditHeadsContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wheelhouse-heads-'));
    return {
      heads: headFile(join(folder, 'head.json')),
      nextInterval: () => undefined,
      stop: () => rm(folder, { recursive: true }),
    };
  });
});

describe('AuditHeads through the AWS SDK, against an S3 with Object Lock on HTTP', () => {
  auditHeadsContract(() => onS3());
});

describe('a head in S3', () => {
  it('is one object under the time of its interval, locked for as long as was asked', async () => {
    const { s3, heads, keys, stop } = await onS3();
    await heads.write(headAt(3));
    expect(keys()).toEqual(['wheelhouse/2026-11-21T03:00:00.000Z.json']);
    const [version] = s3.buckets.versions('audit-heads', keys()[0] ?? '');
    expect(version).toMatchObject({ lock: { mode: 'COMPLIANCE', until: START + days(400) } });
    await stop();
  });

  it('is written once in an interval, however many workers write, and never in place of another', async () => {
    const { s3, writer, keys, pass, stop } = await onS3();
    const answers = await Promise.all([1, 2, 3, 4].map((seq) => writer().write(headAt(seq))));
    expect(answers.toSorted()).toEqual(['kept', 'later', 'later', 'later']);
    pass(EVERY - 1);
    expect(await writer().write(headAt(9))).toBe('later');
    pass(1);
    expect(await writer().write(headAt(9))).toBe('kept');
    expect(keys()).toHaveLength(2);
    for (const key of keys()) expect(s3.buckets.versions('audit-heads', key)).toHaveLength(1);
    await stop();
  });

  it('is found also when the last one is of long ago, by its folder alone', async () => {
    const { writer, pass, stop } = await onS3();
    await writer('wheelhouse/').write(headAt(3));
    await writer('another/').write(headAt(5));
    pass(days(200));
    expect(await writer('wheelhouse/').read()).toEqual(headAt(3));
    await stop();
  });

  it('is still among all heads when somebody put another over it, or hid it', async () => {
    const { s3, place, options, heads, keys, nextInterval, stop } = await onS3();
    await heads.write(headAt(3));
    nextInterval();
    await heads.write(headAt(5));
    const [first = '', second = ''] = keys();
    s3.buckets.put('audit-heads', first, JSON.stringify(headAt(1, 'f')), {});
    s3.buckets.delete('audit-heads', second);
    const all = await s3HeadsAt(place, options);
    expect(all).toContainEqual(headAt(3));
    expect(all).toContainEqual(headAt(5));
    await stop();
  });

  it('comes from a thousand and more: all pages are read', async () => {
    // A busy machine may take its time for a thousand of them.
    const { s3, place, options, heads, stop } = await onS3('audit-heads', 10_000);
    const key = (n: number) => `wheelhouse/2026-11-21T02:${String(n).padStart(4, '0')}.json`;
    for (let n = 1; n <= 1_100; n++) s3.buckets.put('audit-heads', key(n), JSON.stringify(headAt(n)), {});
    expect(await heads.read()).toEqual(headAt(1_100));
    expect(await s3HeadsAt(place, options)).toHaveLength(1_100);
    await stop();
  });
});

describe('when S3 refuses or is away', () => {
  it('a bucket without Object Lock takes no head, and is known for it', async () => {
    const { place, options, heads, keys, stop } = await onS3('plain');
    await expect(heads.write(headAt(3))).rejects.toThrow('Bucket is missing Object Lock Configuration');
    expect(keys()).toEqual([]);
    expect(await hasObjectLock(place, options)).toEqual({ ok: true, value: false });
    expect(await hasObjectLock({ ...place, bucket: 'audit-heads' }, options)).toEqual({
      ok: true,
      value: true,
    });
    await stop();
  });

  it('a bucket that isn’t there, and a permission that lacks, are named', async () => {
    const { s3, place, options, heads, stop } = await onS3('nowhere');
    await expect(heads.write(headAt(3))).rejects.toThrow('s3:PutObject: missing');
    expect(await hasObjectLock(place, options)).toMatchObject({ fault: { kind: 'missing' } });
    s3.faults.next('ListObjectsV2', { kind: 'deny' });
    await expect(heads.read()).rejects.toThrow('s3:ListBucket: denied');
    await stop();
  });

  it('an answer that is lost is asked for again: the head is there once', async () => {
    const { s3, heads, keys, stop } = await onS3();
    s3.faults.next('PutObject', { kind: 'reset', when: 'after' });
    await heads.write(headAt(3));
    expect(keys()).toHaveLength(1);
    expect(await heads.read()).toEqual(headAt(3));
    await stop();
  });

  it('a slow or broken S3 is an error, and nothing is taken for kept', async () => {
    const { s3, heads, keys, stop } = await onS3();
    s3.faults.next('PutObject', { kind: 'status', status: 500, when: 'before' }, 3);
    await expect(heads.write(headAt(3))).rejects.toThrow('s3:PutObject: unanswered');
    const held = [1, 2, 3].map(() => s3.faults.hold('PutObject', 'before'));
    await expect(heads.write(headAt(3))).rejects.toThrow('s3:PutObject');
    expect(keys()).toEqual([]);
    for (const one of held) one.release();
    await stop();
  });

  it('an object that isn’t a head is named', async () => {
    const { s3, heads, stop } = await onS3();
    s3.buckets.put('audit-heads', 'wheelhouse/2026-11-21T00:00.json', 'my notes', {});
    await expect(heads.read()).rejects.toThrow("isn't an exported head");
    await stop();
  });
});

describe('the sandbox’s S3 refuses what the real one refuses', () => {
  const scene = async () => {
    const { s3, pass, stop } = await onS3();
    const client = new S3Client({
      endpoint: s3.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' },
      // So that no checksum goes along unless one is asked for.
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const locked = {
      Bucket: 'audit-heads',
      Key: 'one.json',
      Body: '{}',
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: new Date(START + minutes(10)),
    } as const;
    return { client, locked, pass, s3, stop };
  };

  it('a lock without a checksum', async () => {
    const { s3, stop } = await scene();
    const answer = await fetch(`${s3.url}/audit-heads/one.json`, {
      method: 'PUT',
      body: '{}',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIDSANDBOX/20261121/eu-west-1/s3/aws4_request',
        'x-amz-object-lock-mode': 'COMPLIANCE',
        'x-amz-object-lock-retain-until-date': new Date(START + minutes(10)).toISOString(),
      },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('x-amz-checksum- HTTP header is required');
    await stop();
  });

  it('deleting a locked version before its time', async () => {
    const { client, locked, pass, s3, stop } = await scene();
    const { VersionId } = await client.send(new PutObjectCommand({ ...locked, ChecksumAlgorithm: 'SHA256' }));
    const gone = new DeleteObjectCommand({
      ...{ Bucket: locked.Bucket, Key: locked.Key, VersionId, BypassGovernanceRetention: true },
    });
    await expect(client.send(gone)).rejects.toThrow('object protected by object lock');
    pass(minutes(11));
    await client.send(gone);
    expect(s3.buckets.versions(locked.Bucket, locked.Key)).toEqual([]);
    await stop();
  });

  it('a checksum of something else', async () => {
    const { client, locked, stop } = await scene();
    const wrong = new PutObjectCommand({ ...locked, ChecksumSHA256: `${'A'.repeat(43)}=` });
    await expect(client.send(wrong)).rejects.toThrow('did not match');
    await stop();
  });
});
