import type { AlarmReport } from '../report.ts';

/** Where an alarm is, and its name as CloudWatch has it: what its fingerprint is made of. */
export type AlarmPlaceAndName = Required<Pick<AlarmReport, 'account' | 'region'>> & {
  readonly name: string;
};

const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,4}(-[a-z]{1,20}){1,3}-\d{1,2}$/;

const PARTS = /^arn:aws[^:]*:([^:]*):([^:]*):([^:]*):(.*)$/s;

/** Of an account and a region that can be ones; else undefined. */
export function placeOf(account: string | undefined, region: string | undefined) {
  if (account === undefined || region === undefined) return undefined;
  return ACCOUNT.test(account) && REGION.test(region) ? { account, region } : undefined;
}

/** What an ARN says: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`, in which the resource may have colons (AWS General Reference). */
export function arnParts(arn: string | undefined) {
  if (arn === undefined || arn.length > 2_048) return undefined;
  const [, service, region, account, resource = ''] = PARTS.exec(arn) ?? [];
  const place = placeOf(account, region);
  return place && { service, account: place.account, region: place.region, resource };
}

/** An alarm's ARN: `arn:aws:cloudwatch:REGION:ACCOUNT:alarm:NAME`. */
export function alarmArn(arn: string | undefined): AlarmPlaceAndName | undefined {
  const parts = arnParts(arn);
  if (parts?.service !== 'cloudwatch' || !parts.resource.startsWith('alarm:')) return undefined;
  const { account, region, resource } = parts;
  return { account, region, name: resource.slice('alarm:'.length) };
}
