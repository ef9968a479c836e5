import { EcsError } from '../ecs/api/errors.ts';

const sqs = (name: string): string => `com.amazonaws.sqs#${name}`;
const INVALID_VALUE = 'com.amazon.coral.service#InvalidParameterValueException';
const MISSING = 'com.amazon.coral.service#MissingRequiredParameterException';

/** What the older query protocol calls SQS's errors (SQS API, "AWS JSON protocol FAQs", and its model's awsQueryError). */
const QUERY_CODES: Readonly<Record<string, string>> = {
  [sqs('QueueDoesNotExist')]: 'AWS.SimpleQueueService.NonExistentQueue',
  [sqs('QueueNameExists')]: 'QueueAlreadyExists',
  [sqs('MessageNotInflight')]: 'AWS.SimpleQueueService.MessageNotInflight',
  [sqs('EmptyBatchRequest')]: 'AWS.SimpleQueueService.EmptyBatchRequest',
  [sqs('TooManyEntriesInBatchRequest')]: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  [sqs('BatchEntryIdsNotDistinct')]: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  [sqs('InvalidBatchEntryId')]: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  [INVALID_VALUE]: 'InvalidParameterValue',
  [MISSING]: 'MissingParameter',
  AccessDeniedException: 'AccessDenied',
};

/** The code that `x-amzn-query-error` gives an error of this type. */
export const queryCode = (type: string): string => QUERY_CODES[type] ?? type.slice(type.indexOf('#') + 1);

/** No such queue in this region. */
export const queueDoesNotExist = (): EcsError =>
  new EcsError(sqs('QueueDoesNotExist'), 'The specified queue does not exist.');

/** There is a queue of that name that was made otherwise. */
export const queueNameExists = (attribute: string): EcsError =>
  new EcsError(
    sqs('QueueNameExists'),
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );

/** A parameter's value is wrong. */
export const invalidValue = (message: string): EcsError => new EcsError(INVALID_VALUE, message);

/** The same, in the words that name the value. */
export const invalidParameterValue = (value: unknown, parameter: string, reason: string): EcsError =>
  invalidValue(`Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`);

/** A parameter is missing. */
export const missingParameter = (name: string): EcsError =>
  new EcsError(MISSING, `The request must contain the parameter ${name}.`);

/** No such attribute. */
export const invalidAttributeName = (name: string): EcsError =>
  new EcsError(sqs('InvalidAttributeName'), `Unknown Attribute ${name}.`);

/** An attribute can't have this value. */
export const invalidAttributeValue = (name: string): EcsError =>
  new EcsError(sqs('InvalidAttributeValue'), `Invalid value for the parameter ${name}.`);

/** A message holds characters that XML doesn't know. */
export const invalidMessageContents = (): EcsError =>
  new EcsError(
    sqs('InvalidMessageContents'),
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
  );

/** What was given is no receipt handle of this queue. */
export const receiptHandleIsInvalid = (handle: string): EcsError =>
  new EcsError(
    sqs('ReceiptHandleIsInvalid'),
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    404,
  );

/** A message that anybody may receive has no visibility time-out to change. */
export const messageNotInflight = (): EcsError =>
  new EcsError(sqs('MessageNotInflight'), 'The message referred to is not in flight.');

/** A batch is refused as a whole. */
export const refusedBatch = (
  name:
    | 'EmptyBatchRequest'
    | 'TooManyEntriesInBatchRequest'
    | 'BatchEntryIdsNotDistinct'
    | 'InvalidBatchEntryId',
  message: string,
): EcsError => new EcsError(sqs(name), message);
