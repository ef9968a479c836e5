import type { Home } from '../../src/views/home/home-view.ts';
import type { ChatMessage } from '../../src/views/message.ts';
import type { Modal } from '../../src/views/modal/modal.ts';

/** Marks text that comes from outside: the gallery shows it as it is, a test makes it hostile. */
export type Outside = (text: string) => string;

/** A message, with when it looks so. */
interface MessageState {
  readonly kind: 'message';
  readonly when: string;
  readonly message: ChatMessage;
}

/** The App Home. */
interface HomeState {
  readonly kind: 'home';
  readonly when: string;
  readonly view: Home;
}

/** A modal, with what stands under its blocks in red once it was handed in. */
interface ModalState {
  readonly kind: 'modal';
  readonly when: string;
  readonly view: Modal;
  /** By block. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A view in one state. */
export type State = MessageState | HomeState | ModalState;

/** A view in all its states. */
export interface Entry {
  readonly title: string;
  /** What the view's module exports: a function, or the one message that it is. */
  readonly view: unknown;
  /** `channel`: a run's root, `alarm`: an incident's, for which the limits of a root hold; `everybody`: another message in the channel. */
  readonly seenBy: 'channel' | 'alarm' | 'everybody' | 'thread' | 'person' | 'reader' | 'opener';
  readonly states: readonly State[];
}

/** A message in a state. */
export const state = (when: string, message: ChatMessage): State => ({ kind: 'message', when, message });

/** A Home in a state. */
export const home = (when: string, view: Home): State => ({ kind: 'home', when, view });

/** A modal in a state. */
export const modal = (when: string, view: Modal, errors: Readonly<Record<string, string>> = {}): State => ({
  kind: 'modal',
  when,
  view,
  errors,
});
