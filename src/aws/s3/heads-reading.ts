import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { type ChainHead, readHead } from '../../domain/audit/chain.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ok, type Result } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import type { ClientOptions } from '../kept-clients.ts';
import { s3Client } from './client.ts';

/** A part of a bucket. */
export interface HeadsPlace {
  readonly bucket: string;
  /** What every key begins with. */
  readonly prefix: string;
  readonly region: string;
}

/** The end of every key. */
export const ENDING = '.json';
/** So many are read at the same time. */
const AT_ONCE = 16;

/** An AWS fault as an error, for a port that throws. */
export const thrown = ({ call, kind, ...fault }: Fault): Error =>
  new Error(`${call}: ${kind}${'detail' in fault ? `: ${fault.detail}` : ''}`);

function found<T>(result: Result<T, Fault>): T {
  if (result.ok) return result.value;
  throw thrown(result.fault);
}

/** An object, or one version of it. */
interface Kept {
  readonly key: string;
  readonly version?: string;
}

/** Where a page of versions begins. */
interface Marker {
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
}

/** Reads what is kept under a prefix. */
export function headsReading({ bucket, prefix, region }: HeadsPlace, options: ClientOptions) {
  const s3 = s3Client(region, options);
  const what = `bucket ${bucket}`;

  /** The keys under a prefix, in their order, as far as nobody has hidden them. */
  const keys = async (under: string): Promise<string[]> => {
    const listed: string[] = [];
    let token: string | undefined;
    do {
      const from = token === undefined ? {} : { ContinuationToken: token };
      const asked = new ListObjectsV2Command({ Bucket: bucket, Prefix: under, ...from });
      const page = found(await ask({ call: 's3:ListBucket', what }, () => s3.send(asked), ok));
      listed.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key?.endsWith(ENDING) ? [Key] : [])));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return listed;
  };

  /** Every version, those under a later one or a deletion included: a lock keeps versions, and hides nothing. */
  const versions = async (): Promise<Kept[]> => {
    const listed: Kept[] = [];
    let next: Marker | undefined = {};
    while (next) {
      const asked: ListObjectVersionsCommand = new ListObjectVersionsCommand({
        ...{ Bucket: bucket, Prefix: prefix },
        ...next,
      });
      const page: ListObjectVersionsCommandOutput = found(
        await ask({ call: 's3:ListBucketVersions', what }, () => s3.send(asked), ok),
      );
      listed.push(
        ...(page.Versions ?? []).flatMap(({ Key, VersionId }) =>
          Key?.endsWith(ENDING) && VersionId !== undefined ? [{ key: Key, version: VersionId }] : [],
        ),
      );
      const { NextKeyMarker, NextVersionIdMarker } = page;
      next =
        page.IsTruncated && NextKeyMarker !== undefined
          ? {
              KeyMarker: NextKeyMarker,
              ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
            }
          : undefined;
    }
    return listed;
  };

  const head = async ({ key, version }: Kept): Promise<ChainHead> => {
    const which = version === undefined ? {} : { VersionId: version };
    const asked = new GetObjectCommand({ Bucket: bucket, Key: key, ...which });
    const call = version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    const text = found(
      await ask(
        { call, what: `object ${key} of ${what}` },
        async () => (await s3.send(asked)).Body?.transformToString(),
        ok,
      ),
    );
    const read = readHead(text ?? '');
    if (!read) throw new Error(`${key} of ${what} isn't an exported head`);
    return read;
  };

  const all = async (): Promise<ChainHead[]> => {
    const left = await versions();
    const heads: ChainHead[] = [];
    const take = async (): Promise<void> => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) heads.push(await head(one));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
    return heads;
  };
  return { s3, keys, head, all };
}
