import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** One AWS service that speaks AWS JSON, as its requests name it. */
export interface JsonService {
  /** What stands before the operation in x-amz-target: `AmazonEC2ContainerServiceV20141113`. */
  readonly target: string;
  /** What its requests are signed for, and what its actions begin with in IAM: `ecs`. */
  readonly signing: string;
  /** What its actions begin with in IAM, where that is something else. */
  readonly iam?: string;
  /** The version of AWS JSON; 1.1 unless told. */
  readonly json?: '1.0';
  /** The code that clients of its older query protocol know an error by; without it they aren't told one. */
  readonly queryCode?: (type: string) => string;
}

/** What an AWS JSON 1.1 request says: the operation, the region it was signed for, by whose key, and its input. */
export interface JsonRequest {
  operation: string;
  region: string;
  accessKey: string;
  input: unknown;
}

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** Reads a request whole. A string says what it isn't: `unsigned`, `unknown-target` or `not-json`. */
export const readRequest = async (
  request: IncomingMessage,
  { target, signing }: JsonService,
): Promise<JsonRequest | 'unsigned' | 'unknown-target' | 'not-json'> => {
  const body = await text(request);
  const [prefix, operation] = header(request, 'x-amz-target').split('.');
  if (prefix !== target || operation === undefined || !/^\w+$/.test(operation)) return 'unknown-target';
  // Signature version 4: Credential=AKID/date/region/service/aws4_request (IAM User Guide, "Elements of a request").
  const scope = new RegExp(`Credential=([^/]+)/\\d{8}/([a-z0-9-]+)/${signing}/aws4_request`);
  const [, accessKey, region] = scope.exec(header(request, 'authorization')) ?? [];
  if (accessKey === undefined || region === undefined) return 'unsigned';
  try {
    const input: unknown = JSON.parse(body);
    return { operation, region, accessKey, input };
  } catch {
    return 'not-json';
  }
};
