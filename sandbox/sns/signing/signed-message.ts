/** The version of a signature: 1 is RSA with SHA-1, 2 is RSA with SHA-256 (SNS API, SetTopicAttributes). */
export type SignatureVersion = '1' | '2';

/** What SNS signs of a message that was published. Times are ISO 8601 with milliseconds. */
export interface NotificationFields {
  readonly Type: 'Notification';
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly Timestamp: string;
}

/** What SNS signs of a message about a subscription. */
export interface ConfirmationFields {
  readonly Type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  readonly MessageId: string;
  readonly Token: string;
  readonly TopicArn: string;
  readonly Message: string;
  readonly SubscribeURL: string;
  readonly Timestamp: string;
}

/** What SNS signs. */
export type SignedFields = NotificationFields | ConfirmationFields;
