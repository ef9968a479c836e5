import { afterAll, beforeAll, expect, it } from 'vitest';
import { type S3Sandbox, startS3Sandbox } from '../../../sandbox/s3/sandbox.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { auditFindings } from '../../../src/wiring/audit-findings.ts';
import { ENVIRONMENT, VALID } from '../../unit/config/files.ts';

let s3: S3Sandbox;
beforeAll(async () => {
  s3 = await startS3Sandbox();
  s3.buckets.create('locking', 'locks');
  s3.buckets.create('plain', 'plain');
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  process.env['AWS_ENDPOINT_URL_S3'] = s3.url;
});
afterAll(async () => {
  delete process.env['AWS_ENDPOINT_URL_S3'];
  await s3.stop();
});

/** What the doctor says of an audit section. */
async function found(section: string): Promise<string[]> {
  const loaded = loadConfig(ENVIRONMENT, () => `${VALID}${section}`);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.fault));
  return (await auditFindings(loaded.value)).map(({ level, what }) => `${level} | ${what}`);
}
const inBucket = (name: string): string =>
  `audit: { channel: C0AUDIT, head-s3: { bucket: ${name}, region: eu-west-1, mode: governance, retain-days: 30 } }\n`;

it('the doctor says that nothing is kept or announced where the configuration says nothing', async () => {
  expect(await found('')).toEqual([
    'weak | A changed policy is announced nowhere',
    "weak | The audit's head is kept nowhere outside Redis: a cut-off end wouldn't show",
  ]);
});

it('and of a bucket whether it locks objects', async () => {
  expect(await found(inBucket('locking'))).toEqual([
    'ok | A changed policy is announced in C0AUDIT',
    "ok | The bucket locking, where the audit's head is kept, has Object Lock (governance, 30 days)",
  ]);
  expect((await found(inBucket('plain')))[1]).toMatch(/^fault \| .* has no Object Lock: it takes no head/);
  expect((await found(inBucket('nowhere')))[1]).toMatch(/^fault \| .* can't be looked at/);
  s3.faults.next('GetObjectLockConfiguration', { kind: 'deny' });
  expect((await found(inBucket('locking')))[1]).toMatch(/^fault \| .* can't be looked at/);
});
