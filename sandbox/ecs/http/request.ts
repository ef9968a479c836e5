import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** What an AWS JSON 1.1 request says: the operation, the region it was signed for, and its input. */
export interface EcsRequest {
  operation: string;
  region: string;
  input: unknown;
}

/** The service's name in x-amz-target. */
const TARGET = /^AmazonEC2ContainerServiceV20141113\.(\w+)$/;

/** Signature version 4: Credential=AKID/date/region/service/aws4_request (IAM User Guide, "Elements of a request"). */
const SCOPE = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/ecs\/aws4_request/;

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** Reads a request whole. A string says what it isn't: `unsigned`, `unknown-target` or `not-json`. */
export const readRequest = async (
  request: IncomingMessage,
): Promise<EcsRequest | 'unsigned' | 'unknown-target' | 'not-json'> => {
  const body = await text(request);
  const operation = TARGET.exec(header(request, 'x-amz-target'))?.[1];
  if (operation === undefined) return 'unknown-target';
  const region = SCOPE.exec(header(request, 'authorization'))?.[1];
  if (region === undefined) return 'unsigned';
  try {
    const input: unknown = JSON.parse(body);
    return { operation, region, input };
  } catch {
    return 'not-json';
  }
};
