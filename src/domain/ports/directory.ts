/** Who somebody is, as Slack says. `gone` is a deactivated account; `stranger` is of another workspace. */
export interface Person {
  readonly kind: 'member' | 'guest' | 'bot' | 'stranger' | 'gone';
  readonly team: string;
  /** The person's time zone (IANA), where Slack tells it. */
  readonly zone?: string;
}

/** What a conversation is to the bot. */
export interface Conversation {
  readonly kind: 'channel' | 'direct';
  readonly botIsMember: boolean;
  /** Whether people of other workspaces are in it, or are invited (Slack Connect). */
  readonly isShared: boolean;
  readonly isArchived: boolean;
  readonly name?: string;
}

/** Who and where, as Slack says. Nothing throws: what Slack doesn't answer is `unknown`. */
export interface Directory {
  person(user: string): Promise<Person | 'unknown'>;
  conversation(channel: string): Promise<Conversation | 'unknown'>;
  /** What was known may have changed: it is asked anew. */
  forgetPerson(user: string): void;
  forgetConversation(channel: string): void;
}
