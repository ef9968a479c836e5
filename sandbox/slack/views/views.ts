import { fillViewIds } from '../blocks/fill-ids.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { ViewBlock } from '../blocks/view-blocks.ts';
import { formOn, NEW_FORM } from '../fields/form.ts';
import type { Home, Modal } from './check-view.ts';
import type { LiveView } from './live-view.ts';
import type { Triggers } from './triggers.ts';
import { triggers } from './triggers.ts';

/** A view that is shown now, or the code with which views.* refuses it. */
export type Shown<V extends Modal | Home> =
  | { ok: true; live: LiveView<V> }
  | { ok: false; error: string; messages?: string[] };

type ModalView = LiveView<Modal>;
type HomeView = LiveView<Home>;

/**
 * The modals and Home tabs that people have before them. Whoever calls has checked the views already; each change
 * calls `changed`.
 */
export class Views {
  readonly triggers: Triggers;
  readonly #changed: () => void;
  readonly #now: () => number;
  readonly #stacks = new Map<string, ModalView[]>();
  readonly #homes = new Map<string, HomeView>();
  #count = 0;

  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
    this.triggers = triggers(now);
  }

  /** The open views of a person's modal, the visible one last; empty when none is open. */
  stack(user: string): readonly ModalView[] {
    return this.#stacks.get(user) ?? [];
  }

  /** What a person's Home tab shows; undefined until the app has published one. */
  home(user: string): HomeView | undefined {
    return this.#homes.get(user);
  }

  modalById(id: string): ModalView | undefined {
    return [...this.#stacks.values()].flat().find((live) => live.id === id);
  }

  homeById(id: string): HomeView | undefined {
    return [...this.#homes.values()].find((live) => live.id === id);
  }

  /** The id of the view with this external_id. */
  idOf(externalId: string): string | undefined {
    return this.#all().find(({ view }) => view.external_id === externalId)?.id;
  }

  /** Opens a modal. One that is open already gives way: a person has one modal at a time. */
  open(user: string, view: Modal): Shown<Modal> {
    if (this.#taken(view)) return { ok: false, error: 'duplicate_external_id' };
    this.#stacks.set(user, []);
    return this.#onTop(user, view);
  }

  /** Puts a view on top of the open modal. */
  push(user: string, view: Modal): Shown<Modal> {
    const stack = this.stack(user);
    if (stack.length === 0) return { ok: false, error: 'not_found' };
    if (stack.length >= LIMITS.viewStack.max) return { ok: false, error: 'push_limit_reached' };
    if (this.#taken(view)) return { ok: false, error: 'duplicate_external_id' };
    return this.#onTop(user, view);
  }

  /** Replaces what a view shows; it keeps its id and its place. `hash`: the one it must still have. */
  update<V extends Modal | Home>(live: LiveView<V>, view: V, hash?: string): Shown<V> {
    if (hash !== undefined && hash !== live.hash) return { ok: false, error: 'hash_conflict' };
    if (this.#taken(view, live.id)) return { ok: false, error: 'duplicate_external_id' };
    this.#show(live, view);
    return { ok: true, live };
  }

  /** Shows a Home tab to a person. `hash`: the one that the tab of before must still have. */
  publish(user: string, view: Home, hash?: string): Shown<Home> {
    const before = this.home(user);
    if (before !== undefined) return this.update(before, view, hash);
    if (hash !== undefined) return { ok: false, error: 'hash_conflict' };
    if (this.#taken(view)) return { ok: false, error: 'duplicate_external_id' };
    const live = this.#live(user, view, undefined);
    this.#homes.set(user, live);
    this.#show(live, view);
    return { ok: true, live };
  }

  /** Takes a view out of its stack: from the top, the one below is visible again. */
  close(live: ModalView): void {
    this.#stacks.set(
      live.user,
      this.stack(live.user).filter((one) => one !== live),
    );
    this.#changed();
  }

  /** Closes the whole modal. */
  clear(user: string): void {
    this.#stacks.delete(user);
    this.#changed();
  }

  /** What the person did to a view, or what came of it; what is absent stays. */
  note(live: LiveView, what: Partial<Pick<LiveView, 'form' | 'errors' | 'trouble'>>): void {
    Object.assign(live, what);
    this.#changed();
  }

  #all(): LiveView[] {
    return [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
  }

  /**
   * An external_id is unique for all views of a team that are shown; closing one frees it
   * (github.com/slackapi/slack-api-specs/issues/52).
   */
  #taken({ external_id: externalId }: Modal | Home, besides?: string): boolean {
    return this.#all().some(
      ({ id, view }) => id !== besides && externalId !== '' && view.external_id === externalId,
    );
  }

  #onTop(user: string, view: Modal): Shown<Modal> {
    const stack = this.stack(user);
    const live = this.#live(user, view, stack.at(-1));
    this.#stacks.set(user, [...stack, live]);
    this.#show(live, view);
    return { ok: true, live };
  }

  #live<V extends Modal | Home>(user: string, view: V, below: LiveView | undefined): LiveView<V> {
    const id = `V0${this.#next()}`;
    return {
      id,
      user,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      view,
      hash: '',
      form: NEW_FORM,
      errors: {},
      trouble: undefined,
    };
  }

  #show<V extends Modal | Home>(live: LiveView<V>, view: V): void {
    const blocks: ViewBlock[] = fillViewIds(structuredClone(view.blocks), () => `v${this.#next()}`);
    live.view = { ...view, blocks };
    live.hash = `${Math.floor(this.#now() / 1000)}.${this.#next()}`;
    live.form = formOn(blocks, live.form);
    live.errors = {};
    live.trouble = undefined;
    this.#changed();
  }

  #next(): string {
    this.#count += 1;
    return this.#count.toString(36).toUpperCase();
  }
}
