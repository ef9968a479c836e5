import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { s3Heads, s3HeadsAt } from '../aws/s3/s3-heads.ts';
import type { Config } from '../config/config.ts';
import type { ChainHead } from '../domain/audit/chain.ts';
import { days, systemClock } from '../domain/clock.ts';
import type { AuditHeads } from '../domain/ports/audit-heads.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { headFile, headIn } from '../jobs/audit/head-file.ts';

/** Every place in which the configuration has heads kept. */
export function headsOf({ audit, limits }: Config): readonly AuditHeads[] {
  const { headFile: path, headBucket } = audit;
  const timeouts = { connectTimeoutMs: limits.awsConnect, requestTimeoutMs: limits.awsRequest };
  return [
    ...(path === undefined ? [] : [headFile(path)]),
    ...(headBucket === undefined
      ? []
      : [
          s3Heads(
            headBucket,
            {
              mode: headBucket.mode,
              retainFor: days(headBucket.retainDays),
              every: limits.auditHeadEvery,
            },
            { ...timeouts, clock: systemClock },
          ),
        ]),
  ];
}

/** `s3://bucket/prefix`. */
const S3_URL = /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])\/?(.*)$/;

/** The heads that somebody names: `s3://bucket/prefix`, a folder, or a file. The fault is in words. */
export async function headsNamed(
  where: string,
  region: string,
): Promise<Result<readonly ChainHead[], string>> {
  try {
    const [, bucket, prefix = ''] = S3_URL.exec(where) ?? [];
    const heads =
      bucket === undefined ? await headsInFiles(where) : await s3HeadsAt({ bucket, prefix, region });
    return heads.length > 0 ? ok(heads) : err(`${where}: there is no exported head`);
  } catch (error) {
    return err(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The head in a file, or those in all files of a folder that end in `.json`. */
async function headsInFiles(path: string): Promise<ChainHead[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error("it can't be read: check the path");
  const names = found.isDirectory()
    ? (await readdir(path)).filter((name) => name.endsWith('.json')).map((name) => join(path, name))
    : [path];
  const heads = await Promise.all(names.map(headIn));
  return heads.flatMap((head) => head ?? []);
}
