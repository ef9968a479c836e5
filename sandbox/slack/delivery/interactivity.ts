import { openHome } from '../events/open-home.ts';
import type { Outbox, SentEvent } from '../events/outbox.ts';
import type { SeenView } from '../views/seen-view.ts';
import { seenView } from '../views/seen-view.ts';
import type { Click } from './click.ts';
import { click } from './click.ts';
import type { Closing } from './close-modal.ts';
import { closeModal } from './close-modal.ts';
import type { Delivery } from './deliver.ts';
import type { Desk } from './person.ts';
import type { GlobalShortcut, MessageShortcut } from './shortcuts.ts';
import { startMessageShortcut, startShortcut } from './shortcuts.ts';
import type { Submission, Submitting } from './submit.ts';
import { submit } from './submit.ts';
import type { Suggestion, Typing } from './suggest.ts';
import { suggest } from './suggest.ts';
import type { Filling, ViewClick } from './view-actions.ts';
import { clickInView, fillIn } from './view-actions.ts';

/**
 * What a person does with what the app shows them, and what they see of its views. Each of these rejects when the
 * person has no way to do so; what the app does wrong is in the delivery's outcome.
 */
export interface Interactivity {
  /** Clicks in a message. Where the element asks first it takes `confirm: true`. */
  click(clicked: Click): Promise<Delivery>;
  /** Starts a global shortcut. */
  shortcut(used: GlobalShortcut): Promise<Delivery>;
  /** Starts a shortcut from the menu of a message. */
  messageShortcut(used: MessageShortcut): Promise<Delivery>;
  /** Types in a list whose options the app provides. */
  suggest(typing: Typing): Promise<Suggestion>;
  /** Opens the app's Home tab. Undefined when the app isn't told of that. */
  openHome(user: string): Promise<SentEvent | undefined>;
  /** The app's Home tab as this person sees it; undefined until the app published one. A copy. */
  home(user: string): SeenView | undefined;
  /** The views of the person's open modal, the visible one last; none when none is open. Copies. */
  modal(user: string): SeenView[];
  /** Fills in fields of the visible view; resolves with what that sent by itself. */
  fill(filling: Filling): Promise<Delivery[]>;
  /** Uses an element of the visible view. */
  clickInView(clicked: ViewClick): Promise<Delivery>;
  /** Fills in what is given, and submits the visible view. */
  submit(submitting: Submitting): Promise<Submission>;
  /** Closes the visible view or the whole modal; resolves with what the app was told. */
  closeModal(closing: Closing): Promise<Delivery[]>;
}

/** The people of this desk's workspace at work. */
export const interactivity = (desk: Desk, box: Outbox): Interactivity => {
  const { workspace } = desk;
  const { directory, views } = workspace;
  return {
    click: (clicked) => click(desk, clicked),
    shortcut: (used) => startShortcut(desk, used),
    messageShortcut: (used) => startMessageShortcut(desk, used),
    suggest: (typing) => suggest(desk, typing),
    openHome: (user) => openHome(workspace, box, user, desk.newTs()),
    home: (user) => {
      const live = views.home(user);
      return live === undefined ? undefined : seenView(directory, live);
    },
    modal: (user) => views.stack(user).map((live) => seenView(directory, live)),
    fill: (filling) => fillIn(desk, filling),
    clickInView: (clicked) => clickInView(desk, clicked),
    submit: (submitting) => submit(desk, submitting),
    closeModal: (closing) => closeModal(desk, closing),
  };
};
