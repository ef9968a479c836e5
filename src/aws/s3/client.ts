import { S3Client } from '@aws-sdk/client-s3';
import { type ClientOptions, keptClients } from '../kept-clients.ts';

/** A client with this process's own identity. A bucket of another region is followed to where it is. */
export const s3Client = (region: string, options: ClientOptions): S3Client =>
  keptClients((settings) => new S3Client({ ...settings, followRegionRedirects: true }), options).of('read', {
    region,
    role: undefined,
  });
