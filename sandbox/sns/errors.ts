import { QueryError } from '../aws/query/error.ts';

/** A parameter is wrong: its name, or a sentence, as SNS has it. */
export const invalidParameter = (what: string): QueryError =>
  new QueryError('InvalidParameter', `Invalid parameter: ${what}`);

/** There is no such topic in this region. */
export const topicDoesNotExist = (): QueryError => new QueryError('NotFound', 'Topic does not exist', 404);

/** There is no such subscription in this region. */
export const subscriptionDoesNotExist = (): QueryError =>
  new QueryError('NotFound', 'Subscription does not exist', 404);

/** Throws where a text isn't even the shape of an ARN. */
export function checkArn(parameter: string, arn: string): void {
  const elements = arn.split(':').length;
  if (elements < 6)
    throw invalidParameter(`${parameter} Reason: An ARN must have at least 6 elements, not ${elements}`);
}
