/** A refusal in the query protocol's words. */
export class IamError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'IamError';
    this.status = status;
    this.code = code;
  }
}

/** An answer over HTTP. */
export interface XmlAnswer {
  readonly status: number;
  readonly body: string;
}

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What an action answers, around its inside (IAM API reference, "Common parameters": query protocol). */
export const responseXml = (action: string, inside: string): XmlAnswer => ({
  status: 200,
  body:
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${inside}</${action}Result>` +
    `<ResponseMetadata><RequestId>${REQUEST_ID}</RequestId></ResponseMetadata></${action}Response>`,
});

/** A refusal as it is sent. */
export const errorXml = ({ status, code, message }: IamError): XmlAnswer => ({
  status,
  body:
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
    `<Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`,
});
