/** Where a queue is. `url` names it in every call. */
export interface QueuePlace {
  readonly url: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/**
 * A queue by its address, `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME` (Amazon SQS Developer Guide, "Amazon SQS queue and
 * message identifiers"). Undefined where it has another form.
 */
export function queuePlace(url: string): QueuePlace | undefined {
  const [, region, account, name] =
    /^https:\/\/sqs\.([a-z\d-]+)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([\w-]{1,80}(?:\.fifo)?)$/.exec(url) ??
    [];
  return region === undefined || account === undefined || name === undefined
    ? undefined
    : { url, region, account, name };
}
