import { GetObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import type { Fault } from '../../domain/fault/fault.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { faultOf } from '../fault.ts';
import type { ClientOptions } from '../kept-clients.ts';
import { s3Client } from './client.ts';
import type { HeadsPlace } from './heads-reading.ts';

/** Whether the bucket locks objects. Permission: s3:GetBucketObjectLockConfiguration. */
export async function hasObjectLock(
  { bucket, region }: Pick<HeadsPlace, 'bucket' | 'region'>,
  options: ClientOptions = {},
): Promise<Result<boolean, Fault>> {
  try {
    const asked = new GetObjectLockConfigurationCommand({ Bucket: bucket });
    const { ObjectLockConfiguration: lock } = await s3Client(region, options).send(asked);
    return ok(lock?.ObjectLockEnabled === 'Enabled');
  } catch (error) {
    if (error instanceof Error && error.name === 'ObjectLockConfigurationNotFoundError') return ok(false);
    return err(faultOf(error, { call: 's3:GetBucketObjectLockConfiguration', what: `the bucket ${bucket}` }));
  }
}
