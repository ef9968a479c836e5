import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../../src/config/load.ts';
import { changed, faultsOf, VALID } from './files.ts';

const BUCKET =
  'head-s3: { bucket: acme-audit, prefix: wheelhouse, region: eu-west-1, mode: compliance, retain-days: 400 }';
const withAudit = (section: string): string => `${VALID}audit:\n  ${section}\n`;
const auditOf = (text: string) => {
  const parsed = parseConfigFile(text, 'wheelhouse.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value.audit;
};

describe('the audit section', () => {
  it('may be absent', () => expect(auditOf(VALID)).toEqual({}));

  it('names a bucket, a folder in it, and how long a head stays locked', () => {
    expect(auditOf(withAudit(BUCKET))).toEqual({
      headBucket: {
        ...{ bucket: 'acme-audit', prefix: 'wheelhouse/', region: 'eu-west-1' },
        ...{ mode: 'compliance', retainDays: 400 },
      },
    });
    const bare = changed('prefix: wheelhouse, ', '', withAudit(BUCKET));
    expect(auditOf(bare).headBucket?.prefix).toBe('');
  });

  it('names the channel in which a changed policy is announced', () => {
    expect(auditOf(withAudit('channel: C0AUDIT'))).toEqual({ channel: 'C0AUDIT' });
  });

  it.each([
    ['an ARN', 'acme-audit', 'arn:aws:s3:::acme-audit', "head-s3.bucket: isn't valid: write the name"],
    [
      'a prefix that begins with /',
      'prefix: wheelhouse',
      'prefix: /wheelhouse',
      "head-s3.prefix: isn't valid: write a path",
    ],
    ['another mode', 'compliance', 'strict', "head-s3.mode: isn't valid: write governance or compliance"],
    ['no region', 'region: eu-west-1, ', '', 'head-s3.region: is missing: write an AWS region'],
    ['no time', ', retain-days: 400', '', 'head-s3.retain-days: write for how many days'],
    ['no days at all', '400', '0', 'head-s3.retain-days: write for how many days'],
    ['half a day', '400', '0.5', 'head-s3.retain-days: write for how many days'],
    ['a misspelled key', 'prefix', 'prefx', "head-s3.prefx: isn't a key that is known: did you mean prefix"],
  ])('says of %s what to write', (_, from, to, said) => {
    const faults = faultsOf(changed(from, to, withAudit(BUCKET)));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`audit.${said}`);
  });

  it('says of a channel by name what to write', () => {
    expect(faultsOf(withAudit('channel: "#audit"'))[0]).toContain(
      "audit.channel: isn't valid: write a Slack channel's id",
    );
  });
});
