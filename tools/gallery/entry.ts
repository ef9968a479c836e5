import type { ChatMessage } from '../../src/views/message.ts';

/** Marks text that comes from outside: the gallery shows it as it is, a test makes it hostile. */
export type Outside = (text: string) => string;

/** A view in one state. */
export interface State {
  /** When it looks so. */
  readonly when: string;
  readonly message: ChatMessage;
}

/** A view in all its states. */
export interface Entry {
  readonly title: string;
  /** What the view's module exports: a function, or the one message that it is. */
  readonly view: unknown;
  /** `channel`: a run's root, for which the limits of a root hold; `everybody`: another message in the channel. */
  readonly seenBy: 'channel' | 'everybody' | 'thread' | 'person';
  readonly states: readonly State[];
}

/** A state. */
export const state = (when: string, message: ChatMessage): State => ({ when, message });
