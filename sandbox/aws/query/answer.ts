import { QueryError } from './error.ts';
import { type Xml, xmlOf } from './xml.ts';

/** A service that speaks AWS's query protocol. */
export interface QueryService {
  /** The name that requests are signed for, and that its permissions usually begin with: `iam`. */
  readonly signing: string;
  /** What its permissions begin with, where that is something else: `SNS`. */
  readonly iam?: string;
  /** The code of a denial; `AccessDenied` unless told. */
  readonly denial?: string;
  /** Of its answers' XML. */
  readonly namespace: string;
}

/** An answer by AWS's query protocol. */
export interface QueryAnswer {
  readonly status: number;
  readonly body: string;
}

const METADATA = '<ResponseMetadata><RequestId>sandbox</RequestId></ResponseMetadata>';

/** What was asked for. */
export const answered = ({ namespace }: QueryService, action: string, result: Xml): QueryAnswer => ({
  status: 200,
  body: `<${action}Response xmlns="${namespace}"><${action}Result>${xmlOf(result)}</${action}Result>${METADATA}</${action}Response>`,
});

/** A refusal: its code, and its sentence. */
export const refused = ({ namespace }: QueryService, { code, message, status }: QueryError): QueryAnswer => ({
  status,
  body: `<ErrorResponse xmlns="${namespace}">${xmlOf({ Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message }, RequestId: 'sandbox' })}</ErrorResponse>`,
});

/** IAM's refusal, as services of the query protocol word it. */
export const denied = (
  { signing, iam = signing, denial = 'AccessDenied' }: QueryService,
  account: string,
  action: string,
): QueryError =>
  new QueryError(
    denial,
    `User: arn:aws:iam::${account}:user/sandbox is not authorized to perform: ${iam}:${action} because no identity-based policy allows the ${iam}:${action} action`,
    403,
  );
