import { z } from 'zod';

/**
 * What tells an alarm from every other, whatever brings news of it: `cloudwatch/ACCOUNT/REGION/NAME`, or
 * `alertmanager/` and Alertmanager's own fingerprint of its labels.
 */
export const Fingerprint = z
  .string()
  .regex(/^(cloudwatch\/\d{12}\/[a-z\d-]+\/.{1,255}|alertmanager\/[\w-]{1,128})$/s)
  .brand<'Fingerprint'>();
export type Fingerprint = z.infer<typeof Fingerprint>;

/** The fingerprint of a CloudWatch alarm: a name is unique in its account and region (CloudWatch API, PutMetricAlarm). */
export const cloudWatchFingerprint = (account: string, region: string, name: string): Fingerprint =>
  Fingerprint.parse(`cloudwatch/${account}/${region}/${name}`);

/** Where the alarm of a fingerprint is; undefined for one that isn't CloudWatch's. */
export function cloudWatchPlace(
  fingerprint: Fingerprint,
): { readonly account: string; readonly region: string } | undefined {
  const [, account, region] = /^cloudwatch\/(\d{12})\/([a-z\d-]+)\//.exec(fingerprint) ?? [];
  return account === undefined || region === undefined ? undefined : { account, region };
}
