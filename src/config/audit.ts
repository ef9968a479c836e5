import type { AuditConfig } from './config.ts';
import type { FileShape } from './file-shape.ts';

/** A prefix is a folder, whether or not its last stroke was written. */
const folder = (prefix: string): string => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`);

/** The file's `audit:` as the process uses it. */
export function auditConfig(written: NonNullable<FileShape['audit']>): AuditConfig {
  const { 'head-file': headFile, 'head-s3': s3, channel } = written;
  return {
    ...(headFile === undefined ? {} : { headFile }),
    ...(s3 && {
      headBucket: {
        bucket: s3.bucket,
        prefix: folder(s3.prefix ?? ''),
        region: s3.region,
        mode: s3.mode,
        retainDays: s3['retain-days'],
      },
    }),
    ...(channel === undefined ? {} : { channel }),
  };
}
