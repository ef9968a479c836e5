import type { Bare, Ground } from './ground.ts';
import type { Answered } from './post.ts';

/**
 * What the attack leaves behind, besides an unchanged world. `audited`: one refusal in the audit, with this word, and counted
 * under it. `counted`: no entry can be, because nobody known sent it. `unaudited`: none, and why none is needed.
 */
export type Trace =
  | { readonly audited: string }
  | { readonly counted: string; readonly unaudited: string }
  | { readonly unaudited: string };

/** What the sender is told: in the answer, alone in the channel, or in a modal of theirs. */
export type Told =
  | { readonly status: number; readonly answer: RegExp | 'nothing' }
  | { readonly status: number; readonly whisper: RegExp; readonly to: string }
  | { readonly status: number; readonly modal: RegExp; readonly to: string };

/** One attack: a row of the table. `G`: the ground that it is played on. */
export interface Attack<G extends Bare = Ground> {
  readonly name: string;
  readonly send: (ground: G) => Promise<Answered>;
  readonly told: Told;
  readonly leaves: Trace;
  /** What must not be in what is told, besides what never may. */
  readonly never?: RegExp;
}

/** Attacks of one kind. */
export interface Theme<G extends Bare = Ground> {
  /** As docs/security.md calls it. */
  readonly theme: string;
  readonly attacks: readonly Attack<G>[];
}
