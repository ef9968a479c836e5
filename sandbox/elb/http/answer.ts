import { ElbError } from '../api/error.ts';
import { type Xml, xmlOf } from '../api/xml.ts';

/** An answer by AWS's query protocol. */
export interface QueryAnswer {
  readonly status: number;
  readonly body: string;
}

const NAMESPACE = 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/';
const METADATA = '<ResponseMetadata><RequestId>sandbox</RequestId></ResponseMetadata>';

/** What was asked for. */
export const answered = (action: string, result: Xml): QueryAnswer => ({
  status: 200,
  body: `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${xmlOf(result)}</${action}Result>${METADATA}</${action}Response>`,
});

/** A refusal: its code, and its sentence. */
export const refused = ({ code, message, status }: ElbError): QueryAnswer => ({
  status,
  body: `<ErrorResponse xmlns="${NAMESPACE}">${xmlOf({ Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message }, RequestId: 'sandbox' })}</ErrorResponse>`,
});

/** IAM's refusal, as services of the query protocol word it. */
export const denied = (account: string, action: string): ElbError =>
  new ElbError(
    'AccessDenied',
    `User: arn:aws:iam::${account}:user/sandbox is not authorized to perform: elasticloadbalancing:${action} because no identity-based policy allows the elasticloadbalancing:${action} action`,
    403,
  );
