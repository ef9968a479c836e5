/** How a call ended for its caller: an HTTP status, a cut connection, or not yet. */
export type CallEnd = number | 'cut' | 'pending';

/** One call that arrived. It is listed on arrival; `answer` and `didIt` are filled in later. */
export interface RecordedCall {
  /** When it arrived, in milliseconds since the epoch. */
  readonly at: number;
  /** The operation's name, such as UpdateService. */
  readonly call: string;
  readonly region: string;
  readonly input: unknown;
  answer: CallEnd;
  /** Whether ECS did it, whatever the caller was told. */
  didIt: boolean;
}
