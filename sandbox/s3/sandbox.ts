import { type Answering, startAnswering } from '../aws/answering.ts';
import { Buckets } from './buckets.ts';
import { startS3Http } from './server.ts';

/** A running S3. */
export interface S3Sandbox extends Answering {
  readonly buckets: Buckets;
}

/** Starts S3 on 127.0.0.1. `now` is what locks go by. */
export async function startS3Sandbox(now: () => number = Date.now): Promise<S3Sandbox> {
  const buckets = new Buckets(now);
  const http = await startAnswering((watched) => startS3Http({ ...watched, buckets }), now);
  return { ...http, buckets };
}
