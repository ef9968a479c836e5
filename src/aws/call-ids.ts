import { AsyncLocalStorage } from 'node:async_hooks';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { CallIds } from '../domain/ports/call-ids.ts';

const listening = new AsyncLocalStorage<string[]>();

/** Where AWS says a request's id (AWS SDK for JavaScript, ResponseMetadata.requestId). */
const HEADERS = ['x-amzn-requestid', 'x-amzn-request-id', 'x-amz-request-id'] as const;

/** The ids of calls that change something, heard from the clients for writes. */
export const awsCallIds: CallIds = {
  async during(act) {
    const ids: string[] = [];
    const value = await listening.run(ids, act);
    return { value, ids };
  },
};

/** Sends requests, and tells whoever listens the ids of those that were answered. */
export class HeardHandler extends NodeHttpHandler {
  override async handle(
    ...asked: Parameters<NodeHttpHandler['handle']>
  ): ReturnType<NodeHttpHandler['handle']> {
    const answered = await super.handle(...asked);
    const { headers } = answered.response;
    const id = HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
    if (id !== undefined) listening.getStore()?.push(id);
    return answered;
  }
}
