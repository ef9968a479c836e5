import type { Buckets } from './buckets.ts';
import { S3Error } from './error.ts';
import { checksum, lockOf, type S3Request } from './request.ts';

/** An answer: its body is XML, or an object's own. */
export interface S3Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A refusal in S3's words. */
export const refused = ({ status, code, message }: S3Error): S3Answer => ({
  status,
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`,
});

/** Does a call. Throws an S3Error where the real one refuses. */
export function perform(buckets: Buckets, request: S3Request): S3Answer {
  const { bucket, key, query, headers } = request;
  switch (request.call) {
    case 'PutObject':
      return put(buckets, request);
    case 'GetObject': {
      const { body, id } = buckets.get(bucket, key, query.get('versionId') ?? undefined);
      return { status: 200, body, headers: { 'x-amz-version-id': id } };
    }
    case 'DeleteObject': {
      const bypass = headers['x-amz-bypass-governance-retention'] === 'true';
      buckets.delete(bucket, key, query.get('versionId') ?? undefined, bypass);
      return { status: 204, body: '' };
    }
    case 'ListObjectsV2':
      return list(buckets, request);
    case 'ListObjectVersions':
      return listVersions(buckets, request);
    case 'GetObjectLockConfiguration':
      if (!buckets.hasLock(bucket))
        throw new S3Error(
          404,
          'ObjectLockConfigurationNotFoundError',
          'Object Lock configuration does not exist for this bucket',
        );
      return {
        status: 200,
        body: `<ObjectLockConfiguration ${XMLNS}><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>`,
      };
  }
}

function put(buckets: Buckets, request: S3Request): S3Answer {
  const lock = lockOf(request);
  const given = checksum(request);
  if (lock && given === 'absent')
    throw new S3Error(
      400,
      'InvalidRequest',
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  if (given === 'wrong')
    throw new S3Error(400, 'BadDigest', 'The checksum you specified did not match the calculated checksum.');
  const onlyNew = request.headers['if-none-match'] === '*';
  const id = buckets.put(request.bucket, request.key, request.body, {
    ...(lock ? { lock } : {}),
    ...(onlyNew ? { onlyNew } : {}),
  });
  return { status: 200, body: '', headers: { 'x-amz-version-id': id } };
}

function list(buckets: Buckets, { bucket, query }: S3Request): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const most = Math.min(1000, Number(query.get('max-keys') ?? 1000));
  const keys = buckets.keys(
    bucket,
    prefix,
    query.get('continuation-token') ?? query.get('start-after') ?? '',
  );
  const page = keys.slice(0, most);
  const more = keys.length > page.length;
  const contents = page.map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`).join('');
  const next = more ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  return {
    status: 200,
    body: `<ListBucketResult ${XMLNS}><Name>${bucket}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>${next}${contents}</ListBucketResult>`,
  };
}

/** All versions of a page of keys: the real one may cut between versions of one key, which no caller needs to know. */
function listVersions(buckets: Buckets, { bucket, query }: S3Request): S3Answer {
  const most = Math.min(1000, Number(query.get('max-keys') ?? 1000));
  const keys = buckets.allKeys(bucket, query.get('prefix') ?? '', query.get('key-marker') ?? '');
  const page = keys.slice(0, most);
  const versions = page.flatMap((key) =>
    buckets
      .versions(bucket, key)
      .flatMap((one) =>
        one === 'deleted'
          ? []
          : [`<Version><Key>${escaped(key)}</Key><VersionId>${one.id}</VersionId></Version>`],
      ),
  );
  const more = keys.length > page.length;
  const next = more ? `<NextKeyMarker>${escaped(page.at(-1) ?? '')}</NextKeyMarker>` : '';
  return {
    status: 200,
    body: `<ListVersionsResult ${XMLNS}><Name>${bucket}</Name><IsTruncated>${more}</IsTruncated>${next}${versions.join('')}</ListVersionsResult>`,
  };
}
