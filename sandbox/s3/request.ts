import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import type { Lock } from './buckets.ts';
import { S3Error } from './error.ts';

/** A request of S3's REST API, path-style: `/bucket/key?query`. */
export interface S3Request {
  readonly call:
    | 'PutObject'
    | 'GetObject'
    | 'DeleteObject'
    | 'ListObjectsV2'
    | 'ListObjectVersions'
    | 'GetObjectLockConfiguration';
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Which call a request is; undefined: none that is known here. */
export function callOf(method: string, key: string, query: URLSearchParams): S3Request['call'] | undefined {
  if (key === '' && method === 'GET') {
    if (query.has('versions')) return 'ListObjectVersions';
    return query.has('object-lock') ? 'GetObjectLockConfiguration' : 'ListObjectsV2';
  }
  if (key === '') return undefined;
  const calls: Readonly<Record<string, S3Request['call']>> = {
    PUT: 'PutObject',
    GET: 'GetObject',
    DELETE: 'DeleteObject',
  };
  return calls[method];
}

const header = (request: S3Request, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Whether the body is what its checksum says; `absent`: nothing says what it is. */
export function checksum(request: S3Request): 'right' | 'wrong' | 'absent' {
  const { body } = request;
  const digest = (name: string): string => createHash(name).update(body).digest('base64');
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  const given = [
    [header(request, 'content-md5'), digest('md5')],
    [header(request, 'x-amz-checksum-sha256'), digest('sha256')],
    [header(request, 'x-amz-checksum-sha1'), digest('sha1')],
    [header(request, 'x-amz-checksum-crc32'), crc.toString('base64')],
  ].filter(([value]) => value !== undefined);
  if (given.length === 0) return 'absent';
  return given.every(([value, real]) => value === real) ? 'right' : 'wrong';
}

/** The lock that a PutObject asks for. */
export function lockOf(request: S3Request): Lock | undefined {
  const mode = header(request, 'x-amz-object-lock-mode');
  const until = header(request, 'x-amz-object-lock-retain-until-date');
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined)
    throw new S3Error(
      400,
      'InvalidArgument',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    );
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE')
    throw new S3Error(400, 'InvalidArgument', 'Unknown wormMode directive.');
  return { mode, until: Date.parse(until) };
}
