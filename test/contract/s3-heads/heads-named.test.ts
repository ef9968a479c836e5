import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type S3Sandbox, startS3Sandbox } from '../../../sandbox/s3/sandbox.ts';
import { headsNamed } from '../../../src/wiring/audit-heads.ts';
import { headAt } from './audit-heads.suite.ts';

const BUCKET = 'audit-heads';
let s3: S3Sandbox;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheelhouse-heads-'));
  s3 = await startS3Sandbox();
  s3.buckets.create(BUCKET, 'locks');
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  process.env['AWS_ENDPOINT_URL_S3'] = s3.url;
});
afterAll(async () => {
  delete process.env['AWS_ENDPOINT_URL_S3'];
  await s3.stop();
  await rm(folder, { recursive: true });
});

const named = (where: string) => headsNamed(where, 'us-east-1');
const write = (name: string, text: string) => writeFile(join(folder, name), text);

describe('the heads that somebody names for a check', () => {
  it('are the one in a file, or all in a folder', async () => {
    await mkdir(join(folder, 'heads'));
    await write('heads/head.json', JSON.stringify(headAt(9)));
    await write('heads/head.json.lost-4.json', JSON.stringify(headAt(4, 'b')));
    await write('heads/notes.txt', 'my notes');
    expect(await named(join(folder, 'heads/head.json'))).toEqual({ ok: true, value: [headAt(9)] });
    const all = await named(join(folder, 'heads'));
    expect(all.ok && all.value.toSorted((a, b) => a.seq - b.seq)).toEqual([headAt(4, 'b'), headAt(9)]);
  });

  it('are those in a part of a bucket', async () => {
    s3.buckets.put(BUCKET, 'a/2026-10-01T00:00:00.000Z.json', JSON.stringify(headAt(1)), {});
    s3.buckets.put(BUCKET, 'a/2026-11-01T00:00:00.000Z.json', JSON.stringify(headAt(2)), {});
    s3.buckets.put(BUCKET, 'b/2026-11-01T00:00:00.000Z.json', JSON.stringify(headAt(3)), {});
    expect(await named(`s3://${BUCKET}/a/2026-11`)).toEqual({ ok: true, value: [headAt(2)] });
    const all = await named(`s3://${BUCKET}`);
    expect(all.ok && all.value).toHaveLength(3);
  });

  it.each([
    ['nowhere', "nowhere: it can't be read: check the path"],
    [`s3://${BUCKET}/empty/`, `s3://${BUCKET}/empty/: there is no exported head`],
    ['s3://no-such-bucket/', 's3:ListBucketVersions: missing'],
  ])('%s: are refused, with why', async (where, why) => {
    const heads = await named(where);
    expect(heads.ok ? '' : heads.fault).toContain(why);
  });

  it('must be heads: a check against none of them would prove nothing', async () => {
    await write('strange.json', 'my notes');
    const heads = await named(join(folder, 'strange.json'));
    expect(heads.ok ? '' : heads.fault).toContain("isn't an exported head");
    await mkdir(join(folder, 'bare'));
    expect((await named(join(folder, 'bare'))).ok).toBe(false);
  });
});
