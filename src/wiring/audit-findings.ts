import { hasObjectLock } from '../aws/s3/object-lock.ts';
import type { Config } from '../config/config.ts';
import { authorityOf } from '../domain/audit/authority.ts';
import { ruleFor } from '../domain/fault/fault-table.ts';
import type { Finding } from '../domain/finding.ts';

/** Whether a lost end of the audit would show, and whether anybody hears that the policy has changed. */
export async function auditFindings(config: Config): Promise<readonly Finding[]> {
  return [announced(config), ...(await heads(config))];
}

function announced(config: Config): Finding {
  const { announcedIn } = authorityOf(config);
  if (announcedIn.length === 0 && config.access.mode === 'read-only')
    return { level: 'ok', what: 'The policy lets nobody change anything, so no change of it is announced' };
  return announcedIn.length > 0
    ? { level: 'ok', what: `A changed policy is announced in ${announcedIn.join(', ')}` }
    : {
        level: 'weak',
        what: 'A changed policy is announced nowhere',
        mend: 'write audit: { channel: C… }, or changes-channel for the production stacks',
      };
}

async function heads({ audit, limits }: Config): Promise<Finding[]> {
  const { headFile, headBucket } = audit;
  if (headBucket === undefined)
    return headFile === undefined
      ? [
          {
            level: 'weak',
            what: "The audit's head is kept nowhere outside Redis: a cut-off end wouldn't show",
            mend: 'write audit: head-s3 or head-file (docs/audit.md)',
          },
        ]
      : [{ level: 'ok', what: `The audit's head is kept in ${headFile}` }];
  const what = `bucket ${headBucket.bucket}, where the audit's head is kept,`;
  const locks = await hasObjectLock(headBucket, {
    connectTimeoutMs: limits.awsConnect,
    requestTimeoutMs: limits.awsRequest,
  });
  if (!locks.ok)
    return [{ level: 'fault', what: `The ${what} can't be looked at`, mend: ruleFor(locks.fault).sentence }];
  return [
    locks.value
      ? {
          level: 'ok',
          what: `The ${what} has Object Lock (${headBucket.mode}, ${headBucket.retainDays} days)`,
        }
      : {
          level: 'fault',
          what: `The ${what} has no Object Lock: it takes no head`,
          mend: 'enable Object Lock on the bucket, or name one that has it',
        },
  ];
}
