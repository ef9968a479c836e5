/** The account that isn't anybody's target: where the bot itself runs. */
export const HOME_ACCOUNT = '000000000000';

const PREFIX = 'ASIASBOX';

/** An access key id that carries its account, so that a request's signature says whose it is. 20 characters, as AWS's. */
export const accessKeyOf = (account: string): string => `${PREFIX}${account}`;

/** The account of a request's `Authorization` header; undefined where it is none of ours. */
export function accountOf(authorization: string | undefined): string | undefined {
  return new RegExp(`Credential=${PREFIX}(\\d{12})/`).exec(authorization ?? '')?.[1];
}
