/** What is published on a topic. */
export interface Published {
  readonly subject?: string;
  readonly message: string;
}

/** The way to a topic, by its ARN (Amazon SNS API, Publish). */
export type Publish = (topicArn: string, published: Published) => void;

/** For worlds without topics. */
export const publishNowhere: Publish = () => undefined;
