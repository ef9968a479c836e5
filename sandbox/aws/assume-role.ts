import { accessKeyOf } from './access-key.ts';

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const xml = (status: number, body: string): Answer => ({ status, type: 'text/xml', body });

const error = (code: string, message: string): Answer =>
  xml(
    403,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );

/**
 * STS AssumeRole over AWS's query protocol: gives credentials of the role's account. Any role of a known account may
 * be assumed. `now` is in epoch milliseconds; the credentials last an hour (STS API, AssumeRole).
 */
export function assumeRole(body: string, accounts: readonly string[], now: number): Answer {
  const form = new URLSearchParams(body);
  const role = form.get('RoleArn') ?? '';
  const account = /^arn:aws:iam::(\d{12}):role\/[\w+=,.@/-]+$/.exec(role)?.[1];
  if (form.get('Action') !== 'AssumeRole') return error('InvalidAction', 'Only AssumeRole is known here');
  if (account === undefined || !accounts.includes(account)) {
    return error('AccessDenied', 'The caller is not authorized to perform: sts:AssumeRole on that role');
  }
  const expires = new Date(now + 3_600_000).toISOString();
  const assumed = role.replace('arn:aws:iam:', 'arn:aws:sts:').replace(':role/', ':assumed-role/');
  return xml(
    200,
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>` +
      `<Credentials><AccessKeyId>${accessKeyOf(account)}</AccessKeyId><SecretAccessKey>sandbox</SecretAccessKey>` +
      `<SessionToken>sandbox</SessionToken><Expiration>${expires}</Expiration></Credentials>` +
      `<AssumedRoleUser><Arn>${assumed}/wheelhouse</Arn><AssumedRoleId>AROASANDBOX:wheelhouse</AssumedRoleId></AssumedRoleUser>` +
      `</AssumeRoleResult></AssumeRoleResponse>`,
  );
}
