import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { ChainHead } from '../../domain/audit/chain.ts';
import { type Clock, type DurationMs, days, type EpochMs } from '../../domain/clock.ts';
import type { AuditHeads } from '../../domain/ports/audit-heads.ts';
import { faultOf } from '../fault.ts';
import type { ClientOptions } from '../kept-clients.ts';
import { ENDING, type HeadsPlace, headsReading, thrown } from './heads-reading.ts';

/** How heads are locked, and how many are kept. */
export interface HeadsLock {
  readonly mode: 'governance' | 'compliance';
  readonly retainFor: DurationMs;
  /** At most one head is kept in each interval of this length, whoever writes. */
  readonly every: DurationMs;
}

/** The newest head is looked for in the last days first, so that not all of them are listed. */
const RECENT_DAYS = 3;

/** Somebody has written under that key, or is writing (S3 user guide, "Conditional writes"). */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(error.name);

const day = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);

/** Every version of every head under a prefix, whoever wrote it. Throws where they can't be read. */
export const s3HeadsAt = (place: HeadsPlace, options: ClientOptions = {}): Promise<ChainHead[]> =>
  headsReading(place, options).all();

/**
 * The chain's places in S3, one small object for each interval in which it moved, locked until its time is over.
 * Permissions: s3:PutObject and s3:PutObjectRetention to write, s3:ListBucket and s3:GetObject to read
 * what was kept last, s3:ListBucketVersions and s3:GetObjectVersion to read all.
 */
export function s3Heads(
  place: HeadsPlace,
  { mode, retainFor, every }: HeadsLock,
  { clock, ...options }: ClientOptions & { readonly clock: Clock },
): AuditHeads {
  const { bucket, prefix } = place;
  const { s3, keys, head, all } = headsReading(place, options);
  const newest = async (): Promise<string | undefined> => {
    for (let ago = 0; ago < RECENT_DAYS; ago += 1) {
      const [last] = (await keys(`${prefix}${day(clock.now() - days(ago))}`)).slice(-1);
      if (last !== undefined) return last;
    }
    return (await keys(prefix)).at(-1);
  };
  return {
    all,
    async read() {
      const key = await newest();
      return key === undefined ? undefined : head({ key });
    },
    async write({ seq, hash }) {
      const now = clock.now();
      // The same for everybody who writes in this interval, so that S3 takes one of them.
      const slot = new Date(Math.floor(now / every) * every).toISOString();
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: `${prefix}${slot}${ENDING}`,
        Body: `${JSON.stringify({ seq, hash, at: new Date(now).toISOString() })}\n`,
        ContentType: 'application/json',
        IfNoneMatch: '*',
        // A PutObject with a lock needs a checksum (S3 user guide, "Object Lock considerations").
        ChecksumAlgorithm: 'SHA256',
        ObjectLockMode: mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
        ObjectLockRetainUntilDate: new Date(now + retainFor),
      });
      try {
        await s3.send(put);
        return 'kept';
      } catch (error) {
        if (isTaken(error)) return 'later';
        throw thrown(faultOf(error, { call: 's3:PutObject', what: `bucket ${bucket}` }));
      }
    },
    // Nothing that is there is ever written over.
    setAside: async () => undefined,
  };
}
